/** Sentences of the invented records (INV-D1). None says anything about a person's health or abilities (INV-S3). */
import type { Barrier } from '#rooms/training/barrier.rules.ts'

export const motives = [
  '今の仕事の進め方を見直したいと思い申し込みます。',
  '来年度の担当替えに備えて学んでおきたいです。',
  '窓口でよく聞かれることに、もっと分かりやすく答えられるようになりたいです。',
  '係で使っている表を、だれでも直せる形にしたいです。',
  '前回の面談で話した「次に伸ばす力」に取り組みます。',
  '事業の見直しを任されたので、考え方を基礎から学びたいです。',
  '同じ課の先輩が受けて役に立ったと聞きました。',
  '区民の声を企画に生かす方法を知りたいです。',
]

export const recommendReasons = [
  '面談で話していた関心に合う内容です。来月なら当番も調整できます。',
  '今年度の事業に、すぐに生かせると思います。',
  '次の担当に向けて、早めに触れておくと安心です。',
  '窓口で工夫していることを、形にする助けになりそうです。',
  '係の中で分け合える知識なので、ぜひ学んできてください。',
  '得意なことをさらに伸ばす機会になると思います。',
  '以前に興味があると聞いたので、おすすめします。',
  '今の仕事の見直しに役立つ考え方が学べます。',
]

export const offeredCovers = [
  '当日の窓口は係で交替します。',
  '電話の当番を午後に替えます。',
  '締切のある仕事は前の週に一緒に片付けましょう。',
]

export const coverDuties = ['窓口の受付', '電話の応対', '申請書の確認', '証明書の交付', '予約の受付', '会計の確認']

/** Words of a step that kept somebody from learning, and their kind. */
export interface Why {
  readonly reason: string
  readonly barrier: Barrier
}

export const absenceReasons: readonly Why[] = [
  { reason: '急ぎの窓口対応が重なったため', barrier: 'counter' },
  { reason: '災害対応の待機に入ったため', barrier: 'duty' },
  { reason: '家庭の都合により休暇を取ったため', barrier: 'personal' },
  { reason: '議会の資料作成と重なったため', barrier: 'workload' },
]

export const withdrawReasons: readonly Why[] = [
  { reason: '担当する事業の日程が変わり、当日の都合がつかなくなったため', barrier: 'duty' },
  { reason: '同じ内容を別の回で受けることにしたため', barrier: 'schedule' },
  { reason: '代わりの担当が見つからなかったため', barrier: 'counter' },
]

export const rejectReasons: readonly Why[] = [
  { reason: '当日は窓口の最低人数を保てないため。次の回での受講を一緒に考えましょう。', barrier: 'counter' },
  { reason: '同じ日に係から3人が申し込んでいるため。次の回を優先します。', barrier: 'counter' },
]

export const returnReasons: readonly Why[] = [
  { reason: '代わりの担当が決まってから、もう一度出してください。体制は一緒に考えます。', barrier: 'counter' },
]

export const cancelReasons: readonly Why[] = [{ reason: '異動により対象から外れたため', barrier: 'moved' }]

export const reports = [
  '学んだこと: 現状を数字で確かめてから打ち手を選ぶ順序を学びました。\n仕事に生かすこと: 担当する事業の申請件数を月ごとに並べ、締切前の混雑を減らす案を係で話し合います。',
  '学んだこと: 相手の立場から流れを見直す方法を学びました。\n仕事に生かすこと: 記入例を作り直し、問い合わせの多い欄に説明を添えます。',
  '学んだこと: 目的から逆算して事業を組み立てる考え方を学びました。\n仕事に生かすこと: 来年度の計画づくりで、めざす状態と活動のつながりを一枚の図にします。',
]
