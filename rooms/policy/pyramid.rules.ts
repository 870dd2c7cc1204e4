import { z } from 'zod'
import { kindOf, levelKinds } from './evidence.rules.ts'
import { Id, IsSample, IsSampleIfAny, LevelKind, Line, Text } from './shape.rules.ts'

/** The grade ladder, the skill pyramid and the floor for all, as they stand in the policy file. */

export const Grade = z
  .strictObject({
    id: Id.describe('職務の級。例: 1級職'),
    rank: z.int().min(1).max(99).describe('順位。大きいほど上位の職。比べるときは名前ではなくこの数を使います'),
    label: Line.describe('呼び名。例: 係員'),
    managerial: z.boolean().optional().describe('管理職なら true'),
    executive: z.boolean().optional().describe('幹部なら true'),
    role: Text.optional().describe('その職位に求める役割'),
    track: Id.optional().describe(
      '複線型のコースの id(organisation.tracks)。違うコースの級は同じ順位でもかまいません。省くと、すべてのコースに共通の級です',
    ),
    formerGrades: z.array(Id).max(20).optional().describe('この級と同じに扱う、以前の制度の級'),
    afterPostAge: z
      .strictObject({ reason: Text.describe('期待水準が下がる、または終わる理由') })
      .optional()
      .describe(
        '役職定年の後に就く級なら、その理由。期待水準が下がってもよい、ただひとつの例外です(書かないスキルでは期待が終わります)',
      ),
    isSample: IsSample,
  })
  .meta({ id: 'Grade', description: '職務の級ひとつ' })
export type Grade = z.infer<typeof Grade>

export const Organisation = z
  .strictObject({
    sectionKinds: z
      .array(Line)
      .min(1)
      .max(40)
      .optional()
      .describe('所属の種別。例: 部、課、係。省くと、取込みのとおりに受け取ります'),
    tracks: z
      .array(
        z.strictObject({
          id: Id,
          name: Line.describe('コースの名前。例: 専門職コース'),
          description: Text.optional().describe('補足'),
        }),
      )
      .max(10)
      .optional()
      .describe('複線型人事のコース。例: 総合職、専門職'),
    grades: z.array(Grade).min(1).max(60).describe('職務の級。全職員の期待水準はこの順位で決まります'),
    employmentCategories: z
      .array(Line)
      .min(1)
      .max(40)
      .optional()
      .describe('任用区分。例: 常勤、会計年度任用。省くと、取込みのとおりに受け取ります'),
    formerGrades: z
      .array(
        z.strictObject({
          id: Id.describe('以前の制度の級'),
          rank: z.int().min(1).max(99).describe('今の制度で同じに扱う順位'),
        }),
      )
      .max(60)
      .optional()
      .describe('以前の制度の級。古い発令を読むために使います'),
    isSample: z.boolean().optional().describe('所属の種別と任用区分が見本なら true'),
  })
  .meta({ description: '組織と職務の級' })

/** What is expected by grade: level by the grade's id. */
const expectedLevels = z.record(Id, z.int().min(0).max(10))

const SkillLevel = z
  .strictObject({
    level: z.int().min(1).max(10).describe('到達水準。1 から始まります'),
    name: Line.describe('水準の名前。例: 自立'),
    behaviour: Text.describe('その水準にあると分かる、目に見える行動'),
  })
  .meta({ id: 'SkillLevel', description: '到達水準ひとつ' })

export const Skill = z
  .strictObject({
    id: Id,
    name: Line.describe('スキルの名前'),
    description: Text.describe('何ができることか'),
    levels: z.array(SkillLevel).min(1).max(10).describe('1 から最高水準まで、ひとつずつ'),
    expected: expectedLevels
      .default({})
      .describe('職務の級ごとの期待水準。書かない級は、すぐ下の級と同じになります。上の級で下がることはありません'),
    expectedByOccupation: z
      .record(Line, expectedLevels)
      .optional()
      .describe('職種ごとの期待水準(職種 → 級 → 水準)。級の期待水準より高いときに、その職種の職員に使います'),
    floor: z.boolean().optional().describe('全職員に一定水準を求めるスキルなら true'),
    isSample: IsSample,
  })
  .meta({ id: 'Skill', description: 'スキルひとつ' })
export type Skill = z.infer<typeof Skill>

const tier = <Held extends z.ZodType>(weight: Held) =>
  z.strictObject({
    id: Id,
    name: Line.describe('階層の名前'),
    nature: Text.describe('どんな性質のスキルを集めた階層か'),
    weight: weight.describe('面積に占める重み。すべての階層で合計 1。どの階層にも書かなければ等分です'),
    isSample: IsSample,
    skills: z.array(Skill).min(1).max(60).describe('この階層のスキル。ひとつのスキルはひとつの階層だけに置きます'),
  })

const weight = z.number().gt(0).max(1)

const tierIs = 'スキルピラミッドの階層ひとつ(性質による区分)'
const SkillTier = tier(weight).meta({ description: tierIs })
const WrittenTier = tier(weight.optional()).meta({ id: 'SkillTier', description: tierIs })

const FormerSkill = z
  .strictObject({
    id: Id.describe('なくなったスキルの id'),
    name: Line.describe('なくなったスキルの名前'),
    becomes: z
      .array(Id)
      .min(1)
      .max(60)
      .optional()
      .describe('記録を引き継ぐスキルの id。ひとつでも、いくつでもかまいません。省くと、引き継がずに終わります'),
    reason: Text.optional().describe('引き継ぎ方の考え。引き継がずに終わるなら、その理由を必ず書きます'),
  })
  .meta({ id: 'FormerSkill', description: 'なくなったスキルひとつと、その記録の行き先' })

const pyramid = <Tier extends z.ZodType>(tier: Tier) =>
  z
    .strictObject({
      name: Line.describe('呼び名。例: スキルピラミッド'),
      highestLevel: z.int().min(1).max(10).describe('最高水準。すべてのスキルに共通です'),
      rule: z
        .strictObject({
          levelFrom: z
            .array(LevelKind)
            .min(1)
            .max(levelKinds.length)
            .describe(
              `水準を決める根拠の優先順。${levelKinds.map((kind) => `${kind}=${kindOf(kind).name.ja}`).join('、')}`,
            ),
        })
        .describe('水準の決め方'),
      heightCuts: z
        .array(z.number().gt(0).lt(1))
        .max(11)
        .optional()
        .describe('階層の境目の高さ(底辺 0、頂点 1)。階層の数より 1 つ少なく、下から順に。省くと等分です'),
      isSample: z.boolean().optional().describe('最高水準、水準の決め方、境目の高さが見本なら true'),
      tiers: z.array(tier).min(1).max(12).describe('階層。底辺から頂点へ順に書きます'),
      formerSkills: z
        .array(FormerSkill)
        .max(400)
        .optional()
        .describe(
          '以前の版にあったスキル。その記録(自己診断、所見、試験など)を、この版からどのスキルの記録として数えるか',
        ),
    })
    .meta({
      description:
        'スキルピラミッド。形は全職員に共通です。点数 = 100 × Σ 重み × 階層のスキルの(水準 ÷ 最高水準)の平均。三角形は √(点数 ÷ 100) 倍に描くので、面積が点数そのものになります',
    })

export const Pyramid = pyramid(SkillTier)
/** As files write it: where no tier says its weight, all weigh the same. */
export const WrittenPyramid = pyramid(WrittenTier)

/** Who is meant, by what is true of them on the day: all that is written must hold. */
const group = {
  employmentCategories: z.array(Line).min(1).max(40).optional().describe('任用区分'),
  occupations: z.array(Line).min(1).max(100).optional().describe('職種'),
  grades: z.array(Id).min(1).max(60).optional().describe('職務の級'),
  sections: z.array(Line).min(1).max(400).optional().describe('所属コード。下の所属を含みます'),
}

const Exclusion = z
  .strictObject({
    ...group,
    onLeave: z.literal(true).optional().describe('休職・休業中の職員なら true'),
    reason: Text.describe('除く理由。割合のそばに表示します'),
  })
  .meta({
    id: 'Exclusion',
    description: '分母から除く職員のまとまりひとつ。書いたことのすべてに当てはまる職員を除きます',
  })

const note = Text.describe('誰を含み、誰をなぜ除くか。割合のそばに表示します')

/** Who is in a denominator (INV-P5). */
export const Population = z.strictObject({
  include: z.strictObject(group).optional().describe('含む職員。省くと、在職する全職員です'),
  exclude: z.array(Exclusion).max(40).optional().describe('除く職員を、理由とともに'),
  note,
})
export type Population = z.infer<typeof Population>

/** As files write it: version 1 said the same in two words. */
export const WrittenPopulation = Population.extend({
  employmentCategories: group.employmentCategories.describe(
    '「全職員」に含む任用区分。include.employmentCategories と同じです',
  ),
  excludeOnLeave: z
    .boolean()
    .optional()
    .describe('休職・休業中の職員を、その間の分母から除くなら true。exclude に onLeave を書くのと同じです'),
})

const floor = z
  .array(
    z
      .strictObject({
        skill: Id.describe('スキルの id'),
        level: z.int().min(1).max(10).describe('全職員に求める一定水準'),
        evidence: z.array(LevelKind).min(1).max(levelKinds.length).describe('到達したと認める根拠'),
      })
      .meta({ id: 'FloorLevel', description: 'ひとつのスキルの一定水準' }),
  )
  .min(1)
  .max(60)
  .describe('全職員が身に付ける一定水準')

const literacy = <Held extends z.ZodType>(population: Held) =>
  z
    .strictObject({
      name: Line.describe('取組の呼び名'),
      floor,
      population: population.describe('分母とする職員の範囲'),
      isSample: IsSample,
    })
    .meta({ description: '全職員の一定水準(ICT)' })

export const Literacy = literacy(Population)
export const WrittenLiteracy = literacy(WrittenPopulation)

export const Role = z
  .strictObject({
    id: Id,
    name: Line.describe('役割の名前。例: DX推進リーダー'),
    description: Text.optional().describe('何をする人か'),
    expected: z
      .record(Id, z.int().min(0).max(10))
      .optional()
      .describe('求める水準(スキルの id → 水準)。級の期待とは別に求めます'),
    wanted: z
      .strictObject({
        perSection: z.int().min(1).max(100_000).optional().describe('所属ごとに必要な人数'),
        sectionKind: Line.optional().describe('どの種別の所属ごとか。例: 課'),
        share: z.number().gt(0).max(1).optional().describe('所属の職員に占める割合。0.1 なら 10 人に 1 人'),
        count: z.int().min(1).max(1_000_000).optional().describe('団体全体で必要な人数'),
      })
      .optional()
      .describe('どれだけ必要か'),
    isSample: IsSampleIfAny,
  })
  .meta({ id: 'Role', description: '級をまたぐ役割ひとつ(デジタル人材の区分など)' })
