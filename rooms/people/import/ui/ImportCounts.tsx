import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { importPageMessages } from '../messages.ts'
import type { Report } from './useImport.ts'

/** A file whose columns are at fault has not come as far as its rows: how many it has is not known. */
const isUnread = ({ rows }: Report['files'][number]) => rows === 0

const columns = ['rows', 'added', 'changed', 'unchanged', 'ended'] as const

/** Of each file how many rows mean what; one card a file where the window is narrow. */
export function ImportCounts({ files, tense = 'counts' }: { files: Report['files']; tense?: 'counts' | 'did' }) {
  const t = useMessages(importPageMessages)
  const { language } = useLanguage()
  return (
    <>
      <table className="w-full border-collapse max-sm:block">
        <caption className="sr-only">{t('counts.title')}</caption>
        <thead className="max-sm:sr-only">
          <tr className="border-b border-solid-gray-600 text-left">
            <th scope="col" className="py-2 pr-4">
              {t('counts.file')}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="px-2 py-2 text-right">
                {t(`${tense}.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {files.map((file) => (
            <tr key={file.file} className="border-b border-solid-gray-200 max-sm:block max-sm:py-2">
              <th scope="row" className="py-2 pr-4 text-left max-sm:block">
                {t(`${file.file}.label`)}
              </th>
              {columns.map((column) => (
                <td key={column} className="figures px-2 py-1 text-right max-sm:flex max-sm:justify-between">
                  <span className="sm:hidden">{t(`${tense}.${column}`)}</span>
                  {isUnread(file) ? t('counts.unread') : file[column].toLocaleString(language)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {files.some(isUnread) && <p className="mt-2 max-w-[42em] text-solid-gray-700">{t('counts.unread.why')}</p>}
      {files.some(({ ended }) => ended > 0) && (
        <p className="mt-2 max-w-[42em] text-solid-gray-700">{t('counts.ended.why')}</p>
      )}
    </>
  )
}
