/** How the parts of a policy are edited: the fields of each entry, in the order in which they are read. The room's checks say what is right. */
import {
  description,
  type FieldSpec,
  id,
  measure,
  name,
  owner,
  type Shape,
  sample,
  source,
  text,
  unit,
} from './specs.ts'
import { role, structures } from './structures.ts'

const year: FieldSpec = { key: 'fiscalYear', kind: 'year', label: 'fiscalYear', support: 'fiscalYear.support' }
const actual: readonly FieldSpec[] = [
  { key: 'value', kind: 'number', label: 'value', required: true },
  year,
  { key: 'asOf', kind: 'date', label: 'asOf' },
  source,
]
const targets: FieldSpec = {
  key: 'targets',
  label: 'targets',
  kind: {
    list: {
      one: 'target',
      ...{ named: [], amount: 'value' },
      blank: {},
      fields: [
        { key: 'value', kind: 'number', label: 'value' },
        year,
        { key: 'endOfPlan', kind: 'yes', label: 'endOfPlan' },
        {
          ...{ key: 'comparison', label: 'comparison' },
          kind: { choice: ['atLeast', 'atMost', 'keep', 'notBelowLastYear'], words: 'comparison' },
        },
        { key: 'counting', label: 'counting', kind: { choice: ['eachYear', 'cumulative'], words: 'counting' } },
      ],
    },
  },
}

const demand: FieldSpec = {
  ...{ key: 'demand', label: 'demand', support: 'demand.support' },
  kind: {
    list: {
      one: 'demand.one',
      ...{ named: ['occupation', 'grade', 'role'], amount: 'people' },
      blank: { people: 1 },
      fields: [
        { key: 'occupation', kind: 'line', label: 'occupation', support: 'occupation.support' },
        { key: 'grade', kind: { ref: 'grades' }, label: 'grade.id' },
        { key: 'role', kind: { ref: 'roles' }, label: 'role.one' },
        { key: 'people', kind: 'number', label: 'people', required: true },
        year,
        { key: 'endOfPlan', kind: 'yes', label: 'demand.endOfPlan' },
        source,
        sample,
      ],
    },
  },
}

const initiative: Shape = {
  one: 'initiative.one',
  named: ['name'],
  blank: { name: '' },
  fields: [
    name,
    { key: 'skills', kind: { refs: 'skills' }, label: 'initiative.skills' },
    { key: 'people', kind: 'number', label: 'people' },
    { key: 'activities', kind: { refs: 'activities' }, label: 'initiative.activities' },
    sample,
  ],
}

const kinds = ['mission', 'vision', 'value', 'commitment', 'purpose', 'credo', 'statement'] as const

/** Parts that are lists. */
export const lists = {
  statements: {
    one: 'statement.one',
    named: ['label', 'heading', 'text'],
    blank: { kind: 'statement', text: '' },
    fields: [
      { key: 'kind', kind: { choice: kinds, words: 'kind', own: true }, label: 'kind', required: true },
      { key: 'label', kind: 'line', label: 'label', support: 'label.support' },
      { key: 'heading', kind: 'line', label: 'heading', support: 'heading.support' },
      text,
      source,
      sample,
    ],
  },
  chapters: {
    one: 'chapter.one',
    named: ['heading'],
    blank: { heading: '', text: '' },
    fields: [{ key: 'heading', kind: 'line', label: 'heading', required: true }, text, source, sample],
  },
  desiredStaffProfile: {
    one: 'trait.one',
    id: 'staff',
    named: ['name'],
    blank: { name: '' },
    fields: [
      { ...name, label: 'trait' },
      description,
      { key: 'skills', kind: { refs: 'skills' }, label: 'trait.skills' },
      { key: 'skillsAreSample', kind: 'yes', label: 'skillsAreSample' },
      id,
      sample,
    ],
  },
  bodies: {
    one: 'body.one',
    named: ['name'],
    blank: { name: '', role: 'carriesOut' },
    fields: [
      name,
      {
        key: 'role',
        kind: { choice: ['decides', 'carriesOut', 'jointWork'], words: 'role' },
        label: 'body.role',
        required: true,
      },
      { key: 'members', kind: 'line', label: 'members' },
      { key: 'with', kind: 'lines', label: 'with' },
      { ...text, required: false },
      sample,
    ],
  },
  pillars: {
    one: 'pillar.one',
    id: 'pillar',
    named: ['name'],
    blank: { name: '', isSample: false },
    fields: [
      name,
      {
        key: 'guideline',
        kind: { choice: ['育成', '確保', '職場環境'], words: 'guideline' },
        label: 'guideline',
      },
      id,
      sample,
    ],
  },
  plans: {
    one: 'plan.one',
    named: ['name'],
    blank: { name: '', from: '', to: '', pillars: [] },
    fields: [
      name,
      { key: 'from', kind: 'when', label: 'from', support: 'when.support', required: true },
      { key: 'to', kind: 'when', label: 'to', support: 'when.support', required: true },
      {
        ...{ key: 'pillars', label: 'plan.pillars' },
        kind: {
          list: {
            ...{ one: 'plan.pillar.one', named: ['name'], blank: { name: '', initiatives: [] } },
            fields: [name, { key: 'initiatives', kind: { lines: initiative }, label: 'initiatives' }, demand, sample],
          },
        },
      },
      demand,
      sample,
    ],
  },
  kpis: {
    one: 'kpi.one',
    id: 'kpi',
    named: ['name'],
    blank: {
      name: '',
      outcome: '',
      definition: '',
      measure: null,
      unit: '%',
      direction: 'up',
      population: '',
      source: '',
      method: '',
      frequency: '毎年度',
      owner: '',
      targets: [],
      isSample: false,
    },
    fields: [
      name,
      {
        key: 'outcome',
        kind: { ref: 'measuredOutcomes' },
        label: 'outcome',
        support: 'outcome.support',
        required: true,
      },
      { key: 'definition', kind: 'text', label: 'definition', required: true },
      measure,
      unit,
      { key: 'direction', kind: { choice: ['up', 'down'], words: 'direction' }, label: 'direction', required: true },
      { key: 'population', kind: 'text', label: 'kpi.population', required: true },
      { key: 'source', kind: 'line', label: 'kpi.source', required: true },
      { key: 'method', kind: 'text', label: 'method', required: true },
      { key: 'frequency', kind: 'line', label: 'frequency', required: true },
      owner,
      { key: 'baseline', kind: { group: actual }, label: 'baseline' },
      targets,
      {
        key: 'history',
        kind: { list: { one: 'actual.one', named: [], amount: 'value', blank: {}, fields: actual } },
        label: 'history',
      },
      { key: 'rationale', kind: 'text', label: 'rationale', support: 'rationale.support' },
      id,
      sample,
    ],
  },
  indicators: {
    one: 'indicator.one',
    id: 'indicator',
    named: ['name'],
    blank: { name: '', measure: null, unit: '回', isSample: false },
    fields: [name, { key: 'output', kind: { ref: 'outputs' }, label: 'output' }, measure, unit, targets, id, sample],
  },
  roles: role,
  paths: {
    one: 'path.one',
    id: 'path',
    named: ['name'],
    blank: { name: '', kind: 'career', steps: [] },
    fields: [
      name,
      {
        key: 'kind',
        kind: { choice: ['career', 'training', 'recruitment'], words: 'path' },
        label: 'path.kind',
        required: true,
      },
      {
        ...{ key: 'steps', label: 'steps' },
        kind: {
          list: {
            ...{ one: 'step.one', named: ['name'], blank: { name: '' } },
            fields: [
              name,
              { ...text, required: false },
              { key: 'grades', kind: { refs: 'grades' }, label: 'step.grades' },
              { key: 'skills', kind: { refs: 'skills' }, label: 'step.skills' },
              { key: 'courses', kind: 'lines', label: 'courses' },
            ],
          },
        },
      },
      id,
      sample,
    ],
  },
} as const satisfies Readonly<Record<string, Shape>>

/** Parts that are one thing. */
export const groups = {
  ...structures,
  policy: [
    { key: 'title', kind: 'line', label: 'policy.title', required: true },
    { key: 'edition', kind: 'line', label: 'edition', support: 'edition.support', required: true },
    {
      key: 'town',
      label: 'town',
      kind: {
        group: [
          { ...name, label: 'town.name' },
          { key: 'nameEn', kind: 'line', label: 'town.nameEn' },
          { key: 'reading', kind: 'line', label: 'town.reading' },
          {
            ...{ key: 'words', label: 'town.words', support: 'town.words.support' },
            kind: {
              group: [
                { key: 'kind', kind: 'line', label: 'town.kind', support: 'town.kind.support' },
                { key: 'people', kind: 'line', label: 'town.people', support: 'town.people.support' },
                { key: 'kindEn', kind: 'line', label: 'town.kindEn' },
                { key: 'peopleEn', kind: 'line', label: 'town.peopleEn' },
              ],
            },
          },
          { key: 'code', kind: 'line', label: 'town.code', support: 'town.code.support' },
        ],
      },
    },
    { key: 'source', kind: 'line', label: 'policy.source', required: true },
    { key: 'sourceUrl', kind: 'line', label: 'sourceUrl' },
    { key: 'decidedOn', kind: 'date', label: 'decidedOn', support: 'date.support' },
    { key: 'inForceFrom', kind: 'date', label: 'inForceFrom', support: 'date.support' },
    {
      key: 'planYears',
      label: 'planYears',
      kind: {
        group: [
          { key: 'from', kind: 'year', label: 'from', support: 'fiscalYear.support' },
          { key: 'to', kind: 'year', label: 'to', support: 'fiscalYear.support' },
        ],
      },
    },
    id,
  ],
  review: [
    { key: 'everyYears', kind: 'number', label: 'everyYears' },
    { key: 'by', kind: 'line', label: 'by' },
    { key: 'next', kind: 'date', label: 'next', support: 'date.support' },
  ],
} as const satisfies Readonly<Record<string, readonly FieldSpec[]>>
