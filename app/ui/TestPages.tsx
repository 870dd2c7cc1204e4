import { AttemptPage } from '#rooms/literacy/attempts/ui/AttemptPage.tsx'
import { MyTestsPage } from '#rooms/literacy/attempts/ui/MyTestsPage.tsx'
import { FittingCourses } from '#rooms/training/catalogue/ui/FittingCourses.tsx'

/** An attempt, and behind what came of it the courses that fit whoever did not reach the floor. */
export function AttemptWithFits() {
  return <AttemptPage afterwards={<FittingCourses />} />
}

export function TestsWithFits() {
  return <MyTestsPage afterwards={<FittingCourses />} />
}
