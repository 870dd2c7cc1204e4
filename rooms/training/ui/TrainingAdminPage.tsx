import { AdminTrainingPage } from '../catalogue/ui/AdminTrainingPage.tsx'
import { MadeRecommendations } from '../recommendations/ui/MadeRecommendations.tsx'

/** 研修の運営: what is due first, the courses, and last what is seldom needed. */
export function TrainingAdminPage() {
  return (
    <>
      <AdminTrainingPage />
      <MadeRecommendations />
    </>
  )
}
