/** Sections a level at a time: the way down to the one that is shown, and a row's name, which leads into it where there is more to see. */
import type { ReactNode } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Link } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading } from '#platform/ui/Page.tsx'
import { SampleScope } from '#platform/ui/Sample.tsx'
import { partsMessages } from './section-parts.messages.ts'

type Search = Readonly<Record<string, string>>

interface Shown {
  readonly within: readonly { readonly sectionCode: string; readonly name: string }[]
}

interface Row {
  readonly sectionCode: string | null
  readonly name: string | null
  readonly holds: string[]
  readonly isOpen: boolean
}

/** From the town down to the section that is shown; nothing for the town. `search`: what else stands in the address. `isSecond`: the page says where itself is. */
export function SectionWay({ within, search = {}, isSecond = false }: Shown & { search?: Search; isSecond?: boolean }) {
  const t = useMessages(partsMessages)
  if (within.length === 0) return null
  const crumbs = [
    { label: t('town'), to: '.', search },
    ...within.map(({ sectionCode, name }, place) => ({
      label: name,
      ...(place < within.length - 1 && { to: '.', search: { ...search, within: sectionCode } }),
    })),
  ]
  return <Breadcrumbs {...(isSecond && { label: t('way') })} crumbs={crumbs} staysHere />
}

/** A page that goes down through the sections, under its heading: the way, the day of the figures and whether they are invented, once they are there. */
export function SectionsPage({
  title,
  lead,
  data,
  children,
}: {
  title: string
  lead: ReactNode
  data: (Shown & { readonly asOf: string; readonly isSample: boolean }) | undefined
  children: ReactNode
}) {
  const t = useMessages(partsMessages)
  const { language } = useLanguage()
  return (
    <SampleScope onlyWhole isSample={data?.isSample}>
      {(sample) => (
        <>
          {data && <SectionWay within={data.within} />}
          <PageHeading
            lead={lead}
            aside={
              data && (
                <span className="flex flex-wrap items-center gap-3 text-solid-gray-700">
                  <span className="figures">{t('as_of', { date: formatDate(data.asOf, language) })}</span>
                  {sample}
                </span>
              )
            }
          >
            {title}
          </PageHeading>
          {children}
        </>
      )}
    </SampleScope>
  )
}

export function useSectionName({ within }: Shown): (row: Row) => string {
  const t = useMessages(partsMessages)
  const here = within.at(-1)?.sectionCode
  return ({ sectionCode, name }) => (name === null ? t('nowhere') : sectionCode === here ? t('own', { name }) : name)
}

/** `leaf`: where the name of a section leads that has nothing below it. */
export function SectionName({ row, within, search = {}, leaf }: Shown & { row: Row; search?: Search; leaf?: Search }) {
  const t = useMessages(partsMessages)
  const name = useSectionName({ within })(row)
  const to = row.isOpen ? { ...search, within: row.sectionCode ?? '' } : row.sectionCode === null ? undefined : leaf
  return (
    <span className="block md:min-w-40">
      {to ? (
        <Link to="." search={to} staysHere>
          {name}
        </Link>
      ) : (
        name
      )}
      {row.holds.length > 0 && (
        <span className="block text-dns-14N-130 text-solid-gray-700">{t('holds', { names: row.holds })}</span>
      )}
    </span>
  )
}
