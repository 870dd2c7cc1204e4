import type { ReactNode } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { ContradictionForm } from './ContradictionForm.tsx'
import { closingMessages } from './closing.messages.ts'
import { NoValueForm } from './NoValueForm.tsx'
import type { Closing } from './review.ts'

/** What keeps the year from being closed, each where it is mended: enter the value, or state why there is none; answer what moved the other way. */
export function ClosingList({ closing }: { closing: Closing }) {
  const t = useMessages(closingMessages)
  const { values, arrows, open, fiscalYear, asOf } = closing
  return (
    <Section title={t('list')} lead={open > 0 ? t('list.open', { n: open }) : t('list.settled')}>
      {values.length > 0 && (
        <>
          <h3 className="mb-1 text-std-16B-170">{t('values')}</h3>
          <ul className="mb-6 grid gap-3">
            {values.map((value) => (
              <Thing key={value.id} isOpen={value.reason === null}>
                <Link to={`/kpi/${value.id}`} search={{ asOf }} className="text-std-16B-170">
                  {value.name}
                </Link>
                <p className="text-dns-14N-130 text-solid-gray-700">
                  {value.nodeName} {value.owner && t('owner', { name: value.owner })}
                </p>
                <NoValueForm fiscalYear={fiscalYear} value={value} />
              </Thing>
            ))}
          </ul>
        </>
      )}
      {arrows.length > 0 && (
        <>
          <h3 className="mb-1 text-std-16B-170">{t('arrows')}</h3>
          <ul className="grid gap-3">
            {arrows.map((arrow) => (
              <Thing key={`${arrow.from} ${arrow.to}`} isOpen={arrow.answer === null}>
                <Link to="/model/arrow" search={{ from: arrow.from, to: arrow.to }} className="text-std-16B-170">
                  {t('arrow', { from: arrow.fromName, to: arrow.toName })}
                </Link>
                <p className="text-dns-14N-130 text-solid-gray-700">{arrow.hypothesis}</p>
                <ContradictionForm fiscalYear={fiscalYear} arrow={arrow} />
              </Thing>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function Thing({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const t = useMessages(closingMessages)
  return (
    <li
      className={`rounded-12 border p-4 ${isOpen ? 'border-yellow-400 bg-yellow-50' : 'border-solid-gray-200 bg-white'}`}
    >
      <p className="mb-1">
        <Tag tone={isOpen ? 'yellow' : 'green'}>{t(isOpen ? 'open' : 'settled')}</Tag>
      </p>
      {children}
    </li>
  )
}
