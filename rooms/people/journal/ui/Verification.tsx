import { useMutation } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import type { Answer } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Card, KeyValues } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { Copyable } from '../../ui/Copyable.tsx'
import type { journal } from '../contract.ts'
import { journalMessages } from '../messages.ts'
import { dayOf } from './moment.ts'

type Check = Answer<typeof journal.verifyJournal>

/** Has the server compute the hash chain anew and says in plain words what it found. */
export function Verification() {
  const t = useMessages(journalMessages)
  const api = useApi<{ journal: typeof journal }>()
  const { data, error, isPending, mutate } = useMutation(api.journal.verifyJournal.mutationOptions())
  return (
    <Card title={t('verify.title')}>
      <p className="max-w-[42em]">{t('verify.lead')}</p>
      <div className="mt-4">
        <Button busy={isPending} onClick={() => mutate({})}>
          {t('verify.do')}
        </Button>
      </div>
      <div role="status" className="mt-4 empty:hidden">
        {data && !error && <Finding check={data} />}
      </div>
      {error && <Trouble error={error} />}
    </Card>
  )
}

function Finding({ check }: { check: Check }) {
  const t = useMessages(journalMessages)
  const { language } = useLanguage()
  const { sealedLines, seals, unsealedLines, pruned, lastDigest, fault } = check
  const number = (n: number) => n.toLocaleString(language)
  return (
    <>
      {fault ? (
        <Fault fault={fault} />
      ) : (
        <p className="text-std-16B-170">
          {seals === 0 ? t('verify.nothing_sealed') : t('verify.sound', { lines: number(sealedLines) })}
        </p>
      )}
      <div className="mt-3">
        <KeyValues
          items={[
            { label: t('verify.lines'), value: t('unit.lines', { n: number(sealedLines) }) },
            { label: t('verify.seals'), value: t('unit.seals', { n: number(seals) }) },
            { label: t('verify.unsealed'), value: t('unit.lines', { n: number(unsealedLines) }) },
            ...(pruned
              ? [
                  {
                    label: t('verify.pruned'),
                    value: t('verify.pruned.until', {
                      n: number(pruned.lines),
                      date: formatDate(dayOf(pruned.until), language),
                    }),
                  },
                ]
              : []),
            ...(lastDigest ? [{ label: t('verify.digest'), value: <LastDigest digest={lastDigest} /> }] : []),
          ]}
        />
      </div>
    </>
  )
}

function Fault({ fault }: { fault: NonNullable<Check['fault']> }) {
  const t = useMessages(journalMessages)
  return (
    <div className="rounded-8 border-2 border-error-1 p-4">
      <p className="text-std-16B-170 text-error-2">{t('verify.faulty')}</p>
      <p className="mt-1">{t(`refusal.journal_${fault.kind}`, { line: fault.lineId ?? fault.sealId ?? 0 })}</p>
      <p className="mt-1">{t('verify.faulty.next')}</p>
    </div>
  )
}

function LastDigest({ digest }: { digest: string }) {
  const t = useMessages(journalMessages)
  return (
    <>
      <Copyable text={digest} label={t('verify.digest')} />
      <p className="mt-1 text-dns-14N-130 text-solid-gray-700">{t('verify.digest.why')}</p>
    </>
  )
}
