import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { saveSent } from '#platform/ui/files.ts'
import { Section } from '#platform/ui/Page.tsx'
import { CheckedFile } from '#rooms/skills/qualifications/ui/CheckedFile.tsx'
import type { items } from '../contract.ts'
import { pageMessages } from './messages.ts'
import { useBank } from './useItemsApi.ts'

/** The bank as files: taken out with what is right, and brought in after it was looked through. */
export function ItemFiles() {
  const t = useMessages(pageMessages)
  const { ask, error, isPending } = useBank()
  const save = (format: 'csv' | 'qti') =>
    ask(async ({ items }) => {
      const { name, base64 } = await items.exportItems({ format })
      saveSent({ fileName: name, base64 }, 'application/octet-stream')
      return true
    })
  return (
    <Section title={t('file')} lead={t('file.mind')}>
      <div className="mb-4 flex flex-wrap gap-3" data-print="no">
        <Button look="secondary" size="small" onClick={() => save('csv')}>
          {t('file.csv')}
        </Button>
        <Button look="secondary" size="small" onClick={() => save('qti')}>
          {t('file.qti')}
        </Button>
      </div>
      <CheckedFile
        label={t('file.label')}
        support={t('file.support')}
        accept=".csv,.xlsx,.zip,text/csv,application/zip"
        bring={(file, dryRun) => ask(({ items }) => items.importItems({ file, dryRun }), dryRun ? '' : t('saved'))}
        would={(report) => (
          <>
            <p>{t('file.would', countsOf(report))}</p>
            {report.skipped.length > 0 && (
              <>
                <p className="mt-2">{t('file.skipped', { n: report.skipped.length })}</p>
                <ul className="list-disc pl-6">
                  {report.skipped.map(({ file, line, item, reason }) => (
                    <li key={`${file} ${line} ${item}`}>
                      {t('file.skip', { place: line === null ? file : `${file}:${line}`, item: item ?? '', reason })}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </>
        )}
        changes={({ added, changed }) => added + changed > 0}
        {...{ error, isPending }}
      />
    </Section>
  )
}

type Report = Output<typeof items.importItems>

const countsOf = ({ items: all, added, changed, unchanged }: Report) => ({ items: all, added, changed, unchanged })
