/** How the policy room learns what those who work on a policy are called; told when this file is read. */
import { declareNames } from '#rooms/policy/authors.service.ts'
import { namesByLogin } from './editions/authors.service.ts'

declareNames(namesByLogin)
