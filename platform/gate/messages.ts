import { defineMessages } from '#platform/i18n/messages.ts'

export const docsMessages = defineMessages({
  ja: {
    'docs.title': 'はぐくみ APIの説明',
    'docs.lead':
      '画面が使うものと同じ操作の一覧です。要求はサインインのクッキーで本人を確かめます。画面は誰のために開かれたかを X-Made-For で添え、サインインしている人と違えば断られます。断るときは RFC 9457 の形で、変わらないコードと説明文を返します。',
    'docs.document': 'OpenAPI 3.1 の文書(版 {version}、{count} 操作)',
    'docs.contents': '目次',
    'docs.input': '送るもの',
    'docs.answer': '返るもの',
    'docs.refusals': '断るときの状態コード',
    'docs.name': '名前',
    'docs.type': '型',
    'docs.required': '必須',
    'docs.yes': '必須',
    'docs.no': '任意',
  },
  en: {
    'docs.title': 'Hagukumi API',
    'docs.lead':
      'The same operations that the pages use. The session cookie says who asks; a page adds X-Made-For with the account it was made for, and is refused where that is another. Refusals are RFC 9457 problem details with a stable code and a sentence.',
    'docs.document': 'OpenAPI 3.1 document (version {version}, {count} operations)',
    'docs.contents': 'Contents',
    'docs.input': 'Input',
    'docs.answer': 'Answer',
    'docs.refusals': 'Refused with',
    'docs.name': 'Name',
    'docs.type': 'Type',
    'docs.required': 'Required',
    'docs.yes': 'required',
    'docs.no': 'optional',
  },
})
