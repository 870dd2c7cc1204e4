import { type ReactElement, type ReactNode, type RefObject, useContext, useEffect, useRef, useState } from 'react'
import {
  ComboBox,
  type ComboBoxProps,
  ComboBoxStateContext,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components'
import { useMessages } from '#platform/i18n/react.tsx'
import { type ControlAttributes, controlClass, labelId } from '../form/Field.tsx'
import { uiMessages } from '../messages.ts'
import { InOurLanguage } from './InOurLanguage.tsx'

interface ComboProps<T extends object> extends Omit<ComboBoxProps<T>, 'children' | 'className'> {
  control: ControlAttributes
  /** Pressing the field shows everything, and the first that is left is chosen by Enter: for lists that are known whole. */
  isWhole?: boolean
  children: (item: T) => ReactElement
}

/** A field in which letters shorten a list; one of it is chosen. What all pickers share. */
export function Combo<T extends object>({
  control,
  isWhole = false,
  onSelectionChange,
  children,
  ...box
}: ComboProps<T>) {
  const t = useMessages(uiMessages)
  const here = useRef<HTMLDivElement>(null)
  const [dialog, setDialog] = useState<HTMLElement | null>(null)
  const list = useRef<List>(null)
  return (
    <InOurLanguage>
      <ComboBox
        ref={here}
        aria-labelledby={labelId(control.name)}
        allowsEmptyCollection
        menuTrigger="input"
        {...box}
        // Nothing outside a dialog can be reached while it is open: its lists open inside.
        onSelectionChange={(key) => {
          onSelectionChange?.(key)
          // Also where the choice goes elsewhere and the field stays as it was.
          list.current?.close()
        }}
        onOpenChange={() => setDialog(here.current?.closest('dialog') ?? null)}
      >
        {isWhole ? (
          <WholeInput control={control} list={list} />
        ) : (
          <Input {...control} className={`${controlClass} h-12`} />
        )}
        <Popover
          {...(dialog ? { UNSTABLE_portalContainer: dialog } : {})}
          className="w-(--trigger-width) overflow-auto rounded-8 border border-solid-gray-420 bg-white p-1 shadow-2"
        >
          <ListBox<T> renderEmptyState={() => <p className="p-3 text-solid-gray-700">{t('picker.nothing')}</p>}>
            {children}
          </ListBox>
        </Popover>
      </ComboBox>
    </InOurLanguage>
  )
}

/** One line of the list. `text` is what the field holds once it is chosen. */
export function ComboItem({ id, text, children }: { id: string | number; text: string; children: ReactNode }) {
  return (
    <ListBoxItem
      id={id}
      textValue={text}
      className="min-h-11 cursor-pointer content-center rounded-8 p-2 data-focused:bg-blue-100 data-selected:font-bold"
    >
      {children}
    </ListBoxItem>
  )
}

type List = NonNullable<React.ContextType<typeof ComboBoxStateContext>>

function WholeInput({ control, list }: { control: ControlAttributes; list: RefObject<List | null> }) {
  const t = useMessages(uiMessages)
  const state = useContext(ComboBoxStateContext)
  useEffect(() => {
    list.current = state
  })
  return (
    <div className="relative">
      <Input
        {...control}
        placeholder={t('choose.one')}
        onClick={({ currentTarget }) => {
          if (state?.isOpen) return
          // What is typed now stands for what was chosen before.
          currentTarget.select()
          state?.open(null, 'manual')
        }}
        onKeyDownCapture={(event) => {
          if (!state?.isOpen || event.nativeEvent.isComposing) return
          // Escape closes the list, not the dialog in which it stands.
          if (event.key === 'Escape') event.preventDefault()
          const { selectionManager, collection } = state
          const isTyped = state.inputValue !== (state.selectedItem?.textValue ?? '')
          if (event.key === 'Enter' && isTyped && selectionManager.focusedKey === null)
            selectionManager.setFocusedKey(collection.getFirstKey())
        }}
        className={`${controlClass} h-12 pr-8 text-ellipsis placeholder:text-solid-gray-700`}
      />
      <svg
        aria-hidden="true"
        viewBox="0 0 24 24"
        className="pointer-events-none absolute inset-y-0 right-2 my-auto h-5 w-5 text-solid-gray-700"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="m6 9 6 6 6-6" />
      </svg>
    </div>
  )
}
