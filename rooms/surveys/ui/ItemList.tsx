import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { surveysMessages } from '../messages.ts'
import { emptyItem, type ItemDraft, itemAdded, moved } from '../writing.rules.ts'
import { editorMessages } from './editor.messages.ts'
import { ItemEditor } from './ItemEditor.tsx'

/** The items in their order: added, moved by buttons that keep the focus, changed in place, removed with a way back. */
export function ItemList({
  items,
  faults,
  outcomes,
  onChange,
}: {
  items: readonly ItemDraft[]
  /** What is wrong with each, by its place. */
  faults: ReadonlyMap<number, readonly string[]>
  outcomes: readonly { readonly id: string; readonly name: string }[]
  onChange: (change: (items: readonly ItemDraft[]) => readonly ItemDraft[]) => void
}) {
  const t = useMessages(editorMessages)
  const house = useMessages(surveysMessages)
  const toast = useToast()
  const [open, setOpen] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const wordingOf = ({ wording }: ItemDraft) => wording.trim() || t('empty')
  function add(type: ItemDraft['type']) {
    setOpen(items.length)
    onChange((now) => [...now, { ...itemAdded(now), type }])
    focusOn(`field-${itemAdded(items).id}.wording`)
  }
  function move(at: number, by: -1 | 1) {
    const to = Math.max(0, Math.min(items.length - 1, at + by))
    setOpen(open === at ? to : open === to ? at : open)
    onChange((now) => moved(now, at, by))
    setSaid(t('moved', { wording: wordingOf(items[at]!), n: to + 1 }))
    focusOn(buttonId(to, by))
  }
  function remove(at: number) {
    const gone = items[at] ?? emptyItem
    setOpen(null)
    onChange((now) => now.toSpliced(at, 1))
    toast({
      message: t('removed', { wording: wordingOf(gone) }),
      undo: async () => onChange((now) => now.toSpliced(at, 0, gone)),
    })
  }
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
      {items.length === 0 && <Empty>{t('items.none')}</Empty>}
      <ol className="grid gap-3">
        {items.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place; its id may be changed as it is typed
          <li key={at} className="rounded-12 border border-solid-gray-200 bg-white p-4">
            <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
              <p className="min-w-0 grow basis-60">
                <span className="figures mr-2 text-solid-gray-700">{at + 1}.</span>
                <span className={item.type === 'heading' ? 'text-std-16B-170' : ''}>{wordingOf(item)}</span>{' '}
                <Tag>{house(`type.${item.type}`)}</Tag>
              </p>
              <div className="flex flex-wrap">
                {([-1, 1] as const).map((by) => (
                  <ItemButton
                    key={by}
                    id={buttonId(at, by)}
                    word={t(by < 0 ? 'up' : 'down')}
                    wording={wordingOf(item)}
                    onPress={() => move(at, by)}
                  />
                ))}
                <ItemButton
                  word={t(open === at ? 'fold' : 'edit')}
                  wording={wordingOf(item)}
                  onPress={() => setOpen(open === at ? null : at)}
                />
                <ItemButton word={t('remove')} wording={wordingOf(item)} onPress={() => remove(at)} />
              </div>
            </div>
            {(faults.get(at) ?? []).length > 0 && (
              <ul aria-label={t('faults')} className="mt-2 list-disc pl-6 text-error-2">
                {faults.get(at)!.map((fault) => (
                  <li key={fault}>{fault}</li>
                ))}
              </ul>
            )}
            {open === at && (
              <div className="mt-4 border-solid-gray-200 border-t pt-4">
                <ItemEditor
                  item={item}
                  earlier={items.slice(0, at)}
                  outcomes={outcomes}
                  onChange={(more) => onChange((now) => now.toSpliced(at, 1, { ...now[at]!, ...more }))}
                />
              </div>
            )}
          </li>
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button look="secondary" onClick={() => add('agreement5')}>
          {t('add')}
        </Button>
        <Button look="secondary" onClick={() => add('heading')}>
          {t('add.heading')}
        </Button>
      </div>
    </>
  )
}

function ItemButton({
  word,
  wording,
  onPress,
  id,
}: {
  word: string
  wording: string
  onPress: () => void
  id?: string
}) {
  const t = useMessages(editorMessages)
  return (
    <Button look="text" size="small" id={id} aria-label={t('of', { wording, what: word })} onClick={onPress}>
      {word}
    </Button>
  )
}

const buttonId = (at: number, by: -1 | 1) => `item-${at}-${by < 0 ? 'up' : 'down'}`

/** Once what was changed is drawn. */
function focusOn(id: string) {
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(id)?.focus()))
}
