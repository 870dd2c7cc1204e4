import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { ProgressBar } from '#platform/ui/Progress.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import type { accounts } from '../contract.ts'
import { accountsMessages } from '../messages.ts'
import { ChooseWhom } from './ChooseWhom.tsx'
import { Letters } from './Letters.tsx'
import { useLetters } from './useLetters.ts'

/** 初回パスワードの手紙: who has no password yet, by section; made in steps, shown once, printed one a sheet. */
export function AccountsPage() {
  const t = useMessages(accountsMessages)
  const api = useApi<{ accounts: typeof accounts }>()
  const waiting = useQuery(api.accounts.listAccountsToIssue.queryOptions({ input: {} }))
  const making = useLetters()
  const [isChosen, setChosen] = useState(0)
  const make = (sectionCodes: string[] | undefined, count: number, givenBefore?: string) => {
    setChosen(count)
    void making.make(sectionCodes, givenBefore)
  }
  if (making.letters.length > 0 && !making.isMaking) {
    return <Letters letters={making.letters} error={making.error} onForget={making.forget} />
  }
  return (
    <>
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      {making.error !== undefined && <Trouble error={making.error} />}
      {making.isMaking ? (
        <Card>
          <ProgressBar label={t('issue.stage')} done={making.letters.length} total={making.total || isChosen} />
        </Card>
      ) : waiting.error ? (
        <Trouble error={waiting.error} retry={waiting.refetch} />
      ) : !waiting.data ? (
        <Waiting shape="table" />
      ) : (
        <>
          {waiting.data.people === 0 ? (
            <Empty>{t('nobody')}</Empty>
          ) : (
            <Section title={t('people.total', { count: waiting.data.people })}>
              <ChooseWhom of="first" people={waiting.data.people} sections={waiting.data.sections} onMake={make} />
            </Section>
          )}
          {waiting.data.unopened.people > 0 && (
            <Section title={t('again.title', { count: waiting.data.unopened.people })} lead={t('again.what')}>
              <ChooseWhom
                of="again"
                {...waiting.data.unopened}
                onMake={(sectionCodes, count) => make(sectionCodes, count, waiting.data.asOf)}
              />
            </Section>
          )}
        </>
      )}
    </>
  )
}
