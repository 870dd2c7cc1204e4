/** How the parts that hold others are edited: grades, skills, the floor, the logic model. */
import { description, type FieldSpec, id, name, type Shape, sample, source } from './specs.ts'

const said: FieldSpec = { ...description, required: true }

const grade: Shape = {
  one: 'grade.one',
  named: ['label', 'id'],
  blank: { id: '', rank: 1, label: '', isSample: false },
  fields: [
    { key: 'id', kind: 'line', label: 'grade.id', support: 'id.support', required: true },
    { key: 'label', kind: 'line', label: 'label', required: true },
    { key: 'rank', kind: 'number', label: 'rank', support: 'rank.support', required: true },
    { key: 'role', kind: 'text', label: 'grade.role' },
    { key: 'track', kind: { ref: 'tracks' }, label: 'track' },
    { key: 'managerial', kind: 'yes', label: 'managerial' },
    { key: 'executive', kind: 'yes', label: 'executive' },
    { key: 'formerGrades', kind: 'lines', label: 'formerGrades' },
    {
      ...{ key: 'afterPostAge', label: 'afterPostAge', support: 'afterPostAge.support' },
      kind: { group: [{ key: 'reason', kind: 'text', label: 'reason' }] },
    },
    sample,
  ],
}

const level: Shape = {
  one: 'level.one',
  named: ['name'],
  blank: { level: 1, name: '', behaviour: '' },
  fields: [
    { key: 'level', kind: 'number', label: 'level', required: true },
    name,
    { key: 'behaviour', kind: 'text', label: 'behaviour', support: 'behaviour.support', required: true },
  ],
}

const skill: Shape = {
  one: 'skill.one',
  id: 'skill',
  named: ['name'],
  blank: { name: '', description: '', levels: [], expected: {}, isSample: false },
  fields: [
    name,
    said,
    { key: 'levels', kind: { list: level }, label: 'levels' },
    { key: 'floor', kind: 'yes', label: 'floor' },
    id,
    sample,
  ],
}

const tier: Shape = {
  one: 'tier.one',
  id: 'tier',
  named: ['name'],
  blank: { name: '', nature: '', isSample: false, skills: [] },
  fields: [
    name,
    { key: 'nature', kind: 'text', label: 'nature', required: true },
    { key: 'weight', kind: 'number', label: 'weight', support: 'weight.support' },
    { key: 'skills', kind: { list: skill }, label: 'skills' },
    id,
    sample,
  ],
}

const formerSkill: Shape = {
  one: 'former.one',
  named: ['name', 'id'],
  blank: { id: '', name: '' },
  fields: [
    name,
    { key: 'becomes', kind: { refs: 'skills' }, label: 'becomes', support: 'becomes.support' },
    { key: 'reason', kind: 'text', label: 'former.reason' },
    id,
  ],
}

const group: readonly FieldSpec[] = [
  { key: 'employmentCategories', kind: 'lines', label: 'employmentCategories' },
  { key: 'occupations', kind: 'lines', label: 'occupations' },
  { key: 'grades', kind: { refs: 'grades' }, label: 'step.grades' },
  { key: 'sections', kind: 'lines', label: 'sections' },
]

/** Parts that are one thing. */
export const structures = {
  organisation: [
    { key: 'grades', kind: { list: grade }, label: 'grades' },
    { key: 'employmentCategories', kind: 'lines', label: 'employmentCategories' },
    { key: 'sectionKinds', kind: 'lines', label: 'sectionKinds' },
    {
      ...{ key: 'tracks', label: 'tracks' },
      kind: {
        list: { one: 'track', id: 'track', named: ['name'], blank: { name: '' }, fields: [name, description, id] },
      },
    },
    sample,
  ],
  pyramid: [
    { ...name, label: 'pyramid.name' },
    { key: 'highestLevel', kind: 'number', label: 'highestLevel', required: true },
    {
      ...{ key: 'rule', label: 'rule' },
      kind: { group: [{ key: 'levelFrom', kind: 'evidence', label: 'levelFrom' }] },
    },
    { key: 'tiers', kind: { list: tier }, label: 'tiers' },
    { key: 'formerSkills', kind: { list: formerSkill }, label: 'formerSkills' },
    sample,
  ],
  literacy: [
    { ...name, label: 'literacy.name' },
    {
      ...{ key: 'floor', label: 'floor.levels' },
      kind: {
        list: {
          ...{ one: 'floor.one', named: ['skill'], blank: { skill: '', level: 1, evidence: ['test'] } },
          fields: [
            { key: 'skill', kind: { ref: 'skills' }, label: 'skill', required: true },
            { key: 'level', kind: 'number', label: 'level', required: true },
            { key: 'evidence', kind: 'evidence', label: 'evidence' },
          ],
        },
      },
    },
    {
      ...{ key: 'population', label: 'population' },
      kind: {
        group: [
          { key: 'include', kind: { group }, label: 'include', support: 'include.support' },
          {
            ...{ key: 'exclude', label: 'exclude' },
            kind: {
              list: {
                ...{ one: 'exclusion.one', named: ['reason'], blank: { reason: '' } },
                fields: [
                  { key: 'reason', kind: 'text', label: 'exclusion.reason', required: true },
                  { key: 'onLeave', kind: 'yes', label: 'onLeave' },
                  ...group,
                ],
              },
            },
          },
          { key: 'note', kind: 'text', label: 'note', support: 'note.support', required: true },
        ],
      },
    },
    sample,
  ],
} as const satisfies Readonly<Record<string, readonly FieldSpec[]>>

export const role: Shape = {
  one: 'role.one',
  id: 'role',
  named: ['name'],
  blank: { name: '' },
  fields: [
    name,
    description,
    { key: 'expected', kind: 'levels', label: 'role.expected' },
    {
      ...{ key: 'wanted', label: 'wanted' },
      kind: {
        group: [
          { key: 'perSection', kind: 'number', label: 'perSection' },
          { key: 'sectionKind', kind: 'line', label: 'sectionKind' },
          { key: 'share', kind: 'number', label: 'share', support: 'share.support' },
          { key: 'count', kind: 'number', label: 'count' },
        ],
      },
    },
    id,
    sample,
  ],
}

const outcome: Shape = {
  one: 'outcome.one',
  id: 'outcome',
  named: ['name'],
  blank: { name: '', isSample: false },
  fields: [{ ...name, label: 'outcome.name' }, description, source, id, sample],
}

/** The levels of the logic model, from the final outcome backwards: what comes about first stands last. */
export const modelShapes = {
  finalOutcomes: outcome,
  intermediateOutcomes: outcome,
  directOutcomes: outcome,
  outputs: {
    one: 'output.one',
    id: 'output',
    named: ['name'],
    blank: { name: '', isSample: false, indicators: [] },
    fields: [
      { ...name, label: 'output.name' },
      { key: 'indicators', kind: { refs: 'indicators' }, label: 'indicators' },
      id,
      sample,
    ],
  },
  activities: {
    one: 'activity.one',
    id: 'activity',
    named: ['name'],
    blank: { name: '', description: '', owner: '', pillar: '', isSample: false },
    fields: [
      name,
      said,
      { key: 'owner', kind: 'line', label: 'owner', required: true },
      { key: 'pillar', kind: { ref: 'pillars' }, label: 'pillar', required: true },
      id,
      sample,
    ],
  },
} satisfies Readonly<Record<string, Shape>>

export const modelLevels = Object.keys(modelShapes) as (keyof typeof modelShapes)[]
export type ModelList = keyof typeof modelShapes

export const arrow: Shape = {
  one: 'arrow.one',
  named: ['hypothesis'],
  blank: { from: '', to: '', hypothesis: '', sign: '+', lagYears: 1, evidence: 'hypothesis', isSample: false },
  fields: [
    { key: 'from', kind: { ref: 'nodes' }, label: 'arrow.from', required: true },
    { key: 'to', kind: { ref: 'nodes' }, label: 'arrow.to', required: true },
    { key: 'hypothesis', kind: 'text', label: 'hypothesis', support: 'hypothesis.support', required: true },
    { key: 'sign', kind: { choice: ['+', '-'], words: 'sign' }, label: 'sign', required: true },
    { key: 'lagYears', kind: 'number', label: 'lagYears', required: true },
    {
      ...{ key: 'evidence', label: 'arrow.evidence', support: 'arrow.evidence.support', required: true },
      kind: { choice: ['hypothesis', 'comovement', 'beforeAfter', 'controlled'], words: 'strength' },
    },
    sample,
  ],
}
