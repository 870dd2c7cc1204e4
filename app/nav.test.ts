import { expect, test } from 'vitest'
import { adminItems, navItems, type Role } from './nav.ts'

const keys = (...roles: Role[]) => navItems(roles).map(({ key }) => key)

test('a member of staff sees own pages, a section head the team besides', () => {
  expect(keys('staff')).toEqual(['home', 'line_of_sight', 'skills', 'training'])
  expect(keys('staff', 'sectionHead')).toContain('team')
})

test('the model is for executives and HR, administration for HR and IT', () => {
  expect(keys('staff', 'executive')).toContain('model')
  expect(keys('staff', 'hr')).toEqual(expect.arrayContaining(['model', 'admin']))
  expect(keys('staff', 'it')).not.toContain('model')
  expect(adminItems(['staff', 'it']).map(({ key }) => key)).toEqual(['admin.roles', 'admin.journal'])
})

test('an account that serves administration only has no pages of its own', () => {
  expect(keys('it')).toEqual(['admin'])
})

test('nobody has more than seven ways to choose from', () => {
  expect(keys('staff', 'sectionHead', 'hr', 'it', 'executive')).toHaveLength(7)
})
