import '#platform/ui/style.css'
import { createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider } from '#platform/i18n/react.tsx'
import { PersonPicker, type Pickable } from '#platform/ui/aria/PersonPicker.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { Figure, MadeOf } from '#platform/ui/Figure.tsx'
import { Checkbox, RadioGroup, Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { Several } from '#platform/ui/form/Several.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { LevelMark } from '#platform/ui/LevelMark.tsx'
import { Breadcrumbs, Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Person } from '#platform/ui/Person.tsx'
import { ProgressBar } from '#platform/ui/Progress.tsx'
import { Pyramid } from '#platform/ui/Pyramid.tsx'
import { PyramidTable } from '#platform/ui/PyramidTable.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Steps } from '#platform/ui/Steps.tsx'
import { Tabs } from '#platform/ui/Tabs.tsx'
import { FrozenTag, RestatedValue, Tag } from '#platform/ui/Tags.tsx'
import { ToastProvider, useToast } from '#platform/ui/Toasts.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'

const colleagues: (Pickable & { hours: number | null; note?: ReactNode })[] = [
  {
    id: 1,
    name: '上田 太郎',
    nameKana: 'ウエダ タロウ',
    section: '窓口課',
    hours: 4,
    note: <LevelMark level={2} highest={4} withWords />,
  },
  { id: 2, name: '佐藤 花子', nameKana: 'サトウ ハナコ', section: '窓口課', hours: null },
  { id: 3, name: '阿部 直美', nameKana: 'アベ ナオミ', section: '人事課', hours: 12, note: '=1+1' },
]

/** More than anybody looks through. */
const sections = [
  ...['総務部 人事課', '総務部 デジタル推進課', '区民部 戸籍住民課', '福祉部 高齢者サービス課'].map((label, at) => ({
    ...{ value: `${at + 1}010`, label, also: `${at + 1}010` },
  })),
  ...Array.from({ length: 20 }, (_, at) => ({ value: `90${at}`, label: `地域センター ${at + 1}` })),
]

/** The kit's parts in one page, as a small town would use them. */
function KitPage() {
  return (
    <main className="mx-auto max-w-content p-4">
      <Breadcrumbs crumbs={[{ label: '研修', to: '/' }, { label: '申込' }]} />
      <PageHeading lead="部品をひととおり使うページです。" aside={<SampleTag />}>
        部品
      </PageHeading>
      <Actions />
      <Numbers />
      <Application />
      <Section title="職員">
        <Ways />
      </Section>
      <Section title="待つあいだ">
        <Waiting shape="list" rows={1} />
      </Section>
    </main>
  )
}

function Actions() {
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const [sent, setSent] = useState(0)
  const [back, setBack] = useState<string | null>(null)
  async function send() {
    await new Promise((later) => setTimeout(later, 50))
    setSent((count) => count + 1)
  }
  return (
    <Section title="操作">
      <div className="flex flex-wrap gap-3">
        <Button onClick={send}>送る</Button>
        <output>送った回数 {sent}</output>
        <Button look="secondary" onClick={() => toast({ message: '申し込みました。', undo: () => setSent(0) })}>
          申し込む
        </Button>
        <Button look="danger" onClick={() => setAsking(true)}>
          取り下げる
        </Button>
        <Button disabled>保存する</Button>
      </div>
      <ConfirmDialog
        title="取り下げますか"
        open={asking}
        onClose={() => setAsking(false)}
        confirmLabel="席を返す"
        onConfirm={() => setAsking(false)}
      >
        席は次の方に回ります。
        <Select name="back" label="返す先" value={back} onChange={setBack} choices={sections} />
      </ConfirmDialog>
      <div className="mt-4 grid gap-3">
        <Empty title="まだありません">届くとここに並びます。</Empty>
        <Trouble error={new Error('no network')} retry={() => undefined} />
        <ProgressBar label="取り込み" done={1200} total={2804} />
        <Steps
          label="申込の進み"
          steps={[
            { label: '申込', state: 'done' },
            { label: '承認', state: 'current' },
            { label: '受講', state: 'todo' },
          ]}
        />
      </div>
    </Section>
  )
}

function Ways() {
  const [chosen, choose] = useState('list')
  return (
    <Tabs
      label="見方"
      chosen={chosen}
      onChoose={choose}
      tabs={[
        {
          id: 'list',
          label: '一覧',
          count: colleagues.length,
          countInWords: `${colleagues.length}人`,
          content: <Colleagues />,
        },
        { id: 'word', label: '説明', content: '説明' },
      ]}
    />
  )
}

function Numbers() {
  const pyramid = {
    tiers: [
      { id: 'base', name: '土台', share: 0.7, weight: 0.6 },
      { id: 'top', name: '先を描く', share: 0.2, weight: 0.4 },
    ],
    score: 50,
    outlines: [{ label: '昨年', score: 44, style: 'dotted' as const }],
  }
  return (
    <Section title="数字">
      <Card title="ピラミッド" isSample>
        <Pyramid title="わたしのピラミッド" {...pyramid} />
        <PyramidTable {...pyramid} />
      </Card>
      <Figure
        label="修了した人"
        value={62.5}
        digits={1}
        unit="%"
        n={8}
        asOf="2026-11-22"
        isSample
        aside={<FrozenTag on="2026-03-31" />}
        madeOf={() => <MadeOf definition="修了した人を対象の人で割ります。" numerator={{ label: '修了', count: 5 }} />}
      />
      <RestatedValue before="61%" after="62%" reason="取消しを反映しました。" />
      <Tag tone="yellow">承認待ち</Tag> <LevelMark level={2} highest={4} expected={3} withWords />
      <LevelMark level={null} highest={4} withWords />
    </Section>
  )
}

function Application() {
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const [times, setTimes] = useState(0)
  const [reason, setReason] = useState('')
  const [on, setOn] = useState('R8.4.1')
  const [file, setFile] = useState<File | null>(null)
  const [cover, setCover] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const [section, setSection] = useState<string | null>(null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  return (
    <Section title="申込">
      <Form
        errors={errors}
        onSubmit={() => {
          setErrors(reason ? [] : [{ name: 'reason', message: '理由を入力してください' }])
          setTimes((before) => before + 1)
        }}
        actions={
          <>
            <Button type="submit">申込を出す</Button>
            <output>出した回数 {times}</output>
          </>
        }
      >
        <TextArea
          name="reason"
          label="理由"
          value={reason}
          onChange={setReason}
          required
          error={messageFor(errors, 'reason')}
        />
        <Select
          name="grade"
          label="水準"
          value={null}
          onChange={() => undefined}
          choices={[{ value: '1', label: '知っている' }]}
        />
        <Select name="section" label="異動先" value={section} onChange={setSection} choices={sections} />
        <Several
          {...{ name: 'sections', label: '対象の課', chosenLabel: '選んだ課', nothing: '全体' }}
          drop={(name) => `${name}を除く`}
          choices={sections}
          chosen={chosen}
          onChange={setChosen}
        />
        <RadioGroup
          name="cover"
          label="代わりの体制"
          value={cover}
          onChange={setCover}
          choices={[
            { value: 'yes', label: '決まっている' },
            { value: 'no', label: '相談する' },
          ]}
        />
        <Checkbox name="share" label="上司に見せる" checked onChange={() => undefined} />
        <DateField name="on" label="受験日" value={on} onChange={setOn} />
        <FileField name="file" label="ファイル" file={file} onChange={setFile} />
        <PersonPicker
          name="who"
          label="代わりの人"
          people={colleagues.filter(({ name }) => name.includes(words))}
          words={words}
          onWords={setWords}
          onChoose={(person) => person && setWords(person.name)}
        />
      </Form>
    </Section>
  )
}

function Colleagues() {
  return (
    <DataTable
      caption="職員の一覧"
      rows={colleagues}
      rowKey={({ id }) => id}
      pageSize={2}
      canChooseColumns
      columns={[
        {
          id: 'name',
          header: '氏名',
          cell: (person) => <Person {...person} size="small" />,
          value: ({ nameKana, name }) => `${nameKana} ${name}`,
        },
        { id: 'section', header: '所属', cell: ({ section }) => section, value: ({ section }) => section ?? null },
        { id: 'hours', header: '時間', cell: ({ hours }) => hours ?? '—', value: ({ hours }) => hours, align: 'end' },
        { id: 'note', header: '備考', cell: ({ note }) => note },
        {
          id: 'do',
          header: '操作',
          isButton: true,
          cell: ({ name }) => <Button size="small">{`${name}を見る`}</Button>,
        },
      ]}
    />
  )
}

const router = createRouter({ routeTree: createRootRoute({ component: KitPage }) })
createRoot(document.getElementById('root')!).render(
  <LanguageProvider>
    <ToastProvider>
      <RouterProvider router={router} />
    </ToastProvider>
  </LanguageProvider>,
)
