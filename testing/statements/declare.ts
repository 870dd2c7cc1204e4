/** A program: has the compiler read the types beside the tests that run meanwhile. */
import { declaredOfProduct } from './sources.ts'

declaredOfProduct()
