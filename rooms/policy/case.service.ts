/**
 * The framework as a package of 1EdTech CASE 1.1 (Competencies and Academic Standards Exchange, final release 13 March 2025): a document, an item
 * for each tier and each skill under it, and a rubric whose criteria hold the levels. What CASE has no place for (weight, expected levels, floor)
 * stands in `extensions.hagukumi`. Identifiers follow from the policy's and the skill's own ids, so that a skill is the same one in every edition.
 */
import { createHash } from 'node:crypto'
import type { PolicyWith } from './document.rules.ts'
import type { FrameworkTier } from './framework.rules.ts'
import type { Skill } from './pyramid.rules.ts'

/** Our own, drawn once at random. */
const NAMESPACE = '6f0d1c52-7f0a-4a51-9a0e-3b8f4c2d9e17'

interface Link {
  readonly title: string
  readonly identifier: string
  readonly uri: string
}

/** @param changedAt when the edition was recorded, ISO 8601 with Z */
export function caseOf(document: PolicyWith<'pyramid'>, changedAt: string) {
  const { policy, pyramid } = document
  const link = (kind: string, id: string, title: string): Link => {
    const identifier = nameUuid(`${policy.id} ${kind} ${id}`)
    return { title, identifier, uri: `urn:uuid:${identifier}` }
  }
  const thing = (kind: string, id: string) => {
    const { identifier, uri } = link(kind, id, '')
    return { identifier, uri, lastChangeDateTime: changedAt }
  }
  const types = { tier: link('type', 'tier', '階層'), skill: link('type', 'skill', 'スキル') }
  const whole = link('framework', '', `${policy.title} ${pyramid.name}`)
  const tierLink = ({ id, name }: FrameworkTier) => link('tier', id, name)
  const skillLink = ({ id, name }: Skill) => link('skill', id, name)
  const child = (kind: string, id: string, at: number, origin: Link, destination: Link) => ({
    ...thing(`child-${kind}`, id),
    associationType: 'isChildOf',
    sequenceNumber: at + 1,
    originNodeURI: origin,
    destinationNodeURI: destination,
  })
  const skills = pyramid.tiers.flatMap((tier) => tier.skills.map((skill, at) => ({ tier, skill, at })))
  const rubric = thing('rubric', '')
  return {
    CFDocument: {
      ...thing('framework', ''),
      caseVersion: '1.1',
      creator: policy.town.name,
      title: whole.title,
      language: 'ja',
      version: policy.edition,
      extensions: { hagukumi: { highestLevel: pyramid.highestLevel } },
    },
    CFItems: [
      ...pyramid.tiers.map((tier) => ({
        ...thing('tier', tier.id),
        ...{ fullStatement: tier.nature, abbreviatedStatement: tier.name, humanCodingScheme: tier.id, language: 'ja' },
        ...{ CFItemType: types.tier.title, CFItemTypeURI: types.tier },
        extensions: { hagukumi: { weight: tier.weight, isSample: tier.isSample } },
      })),
      ...skills.map(({ skill: { id, name, description, levels: _, ...rest } }) => ({
        ...thing('skill', id),
        ...{ fullStatement: description, abbreviatedStatement: name, humanCodingScheme: id, language: 'ja' },
        ...{ CFItemType: types.skill.title, CFItemTypeURI: types.skill },
        extensions: { hagukumi: rest },
      })),
    ],
    CFAssociations: [
      ...pyramid.tiers.map((tier, at) => child('tier', tier.id, at, tierLink(tier), whole)),
      ...skills.map(({ tier, skill, at }) => child('skill', skill.id, at, skillLink(skill), tierLink(tier))),
    ],
    CFDefinitions: {
      CFItemTypes: Object.entries(types).map(([code, { title, identifier, uri }], at) => ({
        ...{ identifier, uri, title, description: title, hierarchyCode: String(at + 1), typeCode: code },
        lastChangeDateTime: changedAt,
      })),
    },
    CFRubrics: [
      {
        ...rubric,
        title: '到達水準',
        CFRubricCriteria: skills.map(({ tier, skill }, position) => {
          const criterion = thing('criterion', skill.id)
          return {
            ...criterion,
            ...{ category: tier.name, description: skill.name, CFItemURI: skillLink(skill) },
            ...{ position: position + 1, rubricId: rubric.identifier },
            CFRubricCriterionLevels: skill.levels.map(({ level, name, behaviour }) => ({
              ...thing('level', `${skill.id} ${level}`),
              ...{ description: behaviour, quality: name, score: level, position: level },
              rubricCriterionId: criterion.identifier,
            })),
          }
        }),
      },
    ],
  }
}

/** UUID of version 5 (RFC 9562, 5.5): of the same name always the same. */
function nameUuid(name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
  hash[6] = (hash[6]! & 0x0f) | 0x50
  hash[8] = (hash[8]! & 0x3f) | 0x80
  const hex = hash.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
