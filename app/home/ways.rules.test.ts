import { expect, test } from 'vitest'
import { adminWays, adminWaysFor, grouped, waysFor } from './ways.rules.ts'

test('a member of staff sees own pages, a section head the team besides', () => {
  expect(waysFor(['staff'])).toEqual(['home', 'line_of_sight', 'skills', 'training'])
  expect(waysFor(['staff', 'sectionHead'])).toContain('team')
})

test('the model is for executives and HR, administration for HR and IT', () => {
  expect(waysFor(['staff', 'executive'])).toContain('model')
  expect(waysFor(['staff', 'hr'])).toEqual(expect.arrayContaining(['model', 'admin']))
  expect(waysFor(['staff', 'it'])).not.toContain('model')
  expect(adminWaysFor(['staff', 'it'])).toEqual(['roles', 'accounts', 'mail', 'journal', 'system'])
})

test('an account that serves administration only has no pages of its own', () => {
  expect(waysFor(['it'])).toEqual(['admin'])
})

test('nobody has more than seven ways to choose from', () => {
  expect(waysFor(['staff', 'sectionHead', 'hr', 'it', 'executive'])).toHaveLength(7)
})

test('under what they are about, the ways of 管理 stand each once; who has few sees no empty heading', () => {
  const groups = grouped(adminWays.map((way) => ({ way })))
  expect(groups.flatMap(({ items }) => items.map(({ way }) => way)).toSorted()).toEqual(adminWays.toSorted())
  expect(grouped(adminWaysFor(['it']).map((way) => ({ way }))).map(({ group }) => group)).toEqual(['running'])
})
