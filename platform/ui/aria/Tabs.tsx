import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import { InOurLanguage } from './InOurLanguage.tsx'

/** Parts of one page of which one is looked at; what must be compared belongs side by side instead. */
export function Tabs({
  label,
  tabs,
}: {
  label: string
  tabs: readonly { id: string; label: string; content: () => ReactNode }[]
}) {
  return (
    <InOurLanguage>
      <AriaTabs>
        <TabList aria-label={label} className="mb-4 flex flex-wrap border-solid-gray-420 border-b">
          {tabs.map((tab) => (
            <Tab
              key={tab.id}
              id={tab.id}
              className="-mb-px cursor-pointer border-transparent border-b-4 px-4 py-3 text-oln-16N-100 hover:border-solid-gray-420 aria-selected:border-blue-900 aria-selected:font-bold aria-selected:text-blue-1000"
            >
              {tab.label}
            </Tab>
          ))}
        </TabList>
        {tabs.map((tab) => (
          <TabPanel key={tab.id} id={tab.id}>
            {tab.content()}
          </TabPanel>
        ))}
      </AriaTabs>
    </InOurLanguage>
  )
}
