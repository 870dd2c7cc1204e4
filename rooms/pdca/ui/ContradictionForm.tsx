import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { RadioGroup } from '#platform/ui/form/Choices.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { type FieldTrouble, Form, faultsIn } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { type AnswerFollows, answersFollow } from '#rooms/evidence/level.rules.ts'
import { evidenceMessages } from '#rooms/evidence/messages.ts'
import { closingMessages } from './closing.messages.ts'
import type { Closing } from './review.ts'
import { useAct } from './usePdcaApi.ts'

type Arrow = Closing['arrows'][number]
interface Said {
  follows: AnswerFollows | null
  answer: string
}

/** An arrow against which the records moved: what follows from it, and why. */
export function ContradictionForm({ fiscalYear, arrow }: { fiscalYear: number; arrow: Arrow }) {
  const t = useMessages(closingMessages)
  const e = useMessages(evidenceMessages)
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <AnswerForm fiscalYear={fiscalYear} arrow={arrow} onDone={() => setOpen(false)} />
  return (
    <>
      {arrow.answer && (
        <p className="mt-2 whitespace-pre-line">
          {arrow.follows && <strong className="block">{e(`follows.${arrow.follows}`)}</strong>}
          {arrow.answer}
        </p>
      )}
      <p className="mt-2">
        <Button look="secondary" size="small" onClick={() => setOpen(true)}>
          {t(arrow.answer ? 'answer.again' : 'answer.open')}
          <span className="sr-only"> {t('arrow', { from: arrow.fromName, to: arrow.toName })}</span>
        </Button>
      </p>
    </>
  )
}

function AnswerForm({ fiscalYear, arrow, onDone }: { fiscalYear: number; arrow: Arrow; onDone: () => void }) {
  const t = useMessages(closingMessages)
  const e = useMessages(evidenceMessages)
  const { from, to, follows, answer, version } = arrow
  const { typed, type, seen, now, takeOver, takeStored, drop } = useEdited<Said>(
    `answer-${fiscalYear}-${from}-${to}`,
    { follows: null, answer: '' },
    { is: { follows, answer: answer ?? '' }, version },
  )
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  const faultOf = faultsIn(errors)
  const [choice, words] = [`follows-${from}-${to}`, `answer-${from}-${to}`]
  const inWords = (said: Said) => `${said.follows ? e(`follows.${said.follows}`) : ''}\n${said.answer}`
  async function submit() {
    const missing = [
      ...(typed.follows ? [] : [{ name: choice, message: t('answer.choose') }]),
      ...(typed.answer.trim() ? [] : [{ name: words, message: t('answer.needed') }]),
    ]
    setErrors(missing)
    if (missing.length > 0 || !typed.follows) return
    const input = { fromNode: from, toNode: to, fiscalYear, follows: typed.follows, answer: typed.answer }
    const made = seen === undefined ? {} : { seen }
    const done = await act((client) => client.evidence.answerContradiction({ ...input, ...made }), t('answer.saved'))
    if (!done) return
    drop()
    onDone()
  }
  return (
    <div className="mt-3">
      <Form
        onSubmit={submit}
        errors={errors}
        actions={
          <>
            <Button type="submit" look="secondary" busy={isPending}>
              {t('answer.save')}
            </Button>
            <Button look="text" onClick={onDone}>
              {t('cancel')}
            </Button>
          </>
        }
      >
        {now !== undefined && !isPending && (
          <ChangedMeanwhile
            rows={[{ name: words, label: t('answer'), mine: inWords(typed), stored: inWords(now) }]}
            onMine={takeOver}
            onStored={takeStored}
          />
        )}
        <RadioGroup
          name={choice}
          label={t('answer.follows')}
          required
          inRow
          value={typed.follows}
          onChange={(said) => type({ ...typed, follows: said as AnswerFollows })}
          choices={answersFollow.map((value) => ({ value, label: e(`follows.${value}`) }))}
          {...faultOf(choice)}
        />
        <TextArea
          name={words}
          label={t('answer')}
          support={t('answer.support')}
          required
          rows={3}
          value={typed.answer}
          onChange={(said) => type({ ...typed, answer: said })}
          {...faultOf(words)}
        />
        {error && !isStale(error) && <Trouble error={error} />}
      </Form>
    </div>
  )
}
