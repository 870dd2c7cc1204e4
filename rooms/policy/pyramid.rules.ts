import { z } from 'zod'
import { kindOf, levelKinds } from './evidence.rules.ts'
import { Id, IsSample, LevelKind, Line, Text } from './shape.rules.ts'

/** The grade ladder, the skill pyramid and the floor for all, as they stand in the policy file. */

export const Grade = z
  .strictObject({
    id: Id.describe('職務の級。例: 1級職'),
    rank: z.int().min(1).max(99).describe('順位。大きいほど上位の職。比べるときは名前ではなくこの数を使います'),
    label: Line.describe('呼び名。例: 係員'),
    managerial: z.boolean().optional().describe('管理職なら true'),
    executive: z.boolean().optional().describe('幹部なら true'),
    isSample: IsSample,
  })
  .meta({ id: 'Grade', description: '職務の級ひとつ' })
export type Grade = z.infer<typeof Grade>

export const Organisation = z
  .strictObject({
    sectionKinds: z.array(Line).min(1).max(40).describe('所属の種別。例: 部、課、係'),
    grades: z.array(Grade).min(1).max(30).describe('職務の級。全職員の期待水準はこの順位で決まります'),
    employmentCategories: z.array(Line).min(1).max(40).describe('任用区分。例: 常勤、会計年度任用'),
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
    expected: z
      .record(Id, z.int().min(0).max(10))
      .describe('職務の級ごとの期待水準。書かない級は、すぐ下の級と同じになります。上の級で下がることはありません'),
    floor: z.boolean().optional().describe('全職員に一定水準を求めるスキルなら true'),
    isSample: IsSample,
  })
  .meta({ id: 'Skill', description: 'スキルひとつ' })
export type Skill = z.infer<typeof Skill>

const SkillTier = z
  .strictObject({
    id: Id,
    name: Line.describe('階層の名前'),
    nature: Text.describe('どんな性質のスキルを集めた階層か'),
    weight: z.number().gt(0).max(1).describe('面積に占める重み。すべての階層で合計 1'),
    isSample: IsSample,
    skills: z.array(Skill).min(1).max(60).describe('この階層のスキル。ひとつのスキルはひとつの階層だけに置きます'),
  })
  .meta({ id: 'SkillTier', description: 'スキルピラミッドの階層ひとつ(性質による区分)' })

export const Pyramid = z
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
    tiers: z.array(SkillTier).min(1).max(12).describe('階層。底辺から頂点へ順に書きます'),
  })
  .meta({
    description:
      'スキルピラミッド。形は全職員に共通です。点数 = 100 × Σ 重み × 階層のスキルの(水準 ÷ 最高水準)の平均。三角形は √(点数 ÷ 100) 倍に描くので、面積が点数そのものになります',
  })

export const Literacy = z
  .strictObject({
    name: Line.describe('取組の呼び名'),
    floor: z
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
      .describe('全職員が身に付ける一定水準'),
    population: z
      .strictObject({
        employmentCategories: z.array(Line).min(1).max(40).describe('「全職員」に含む任用区分'),
        excludeOnLeave: z.boolean().describe('休職・休業中の職員を、その間の分母から除くなら true'),
        note: Text.describe('誰を含み、誰をなぜ除くか。割合のそばに表示します'),
      })
      .describe('分母とする職員の範囲'),
    isSample: IsSample,
  })
  .meta({ description: '全職員の一定水準(ICT)' })
