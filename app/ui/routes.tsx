import type { ComponentType } from 'react'
import type { Address } from '../addresses.ts'

/**
 * Every page by its address (`app/addresses.ts`); a part with $ is a parameter (`useParams({ strict: false })`). A page's code is fetched when it
 * is about to open. The rail and 管理 show only ways that stand here.
 */
export const pages: Readonly<Record<Address, () => Promise<ComponentType>>> = {
  '/': () => import('./HomePage.tsx').then(({ HomePage }) => HomePage),
  '/surveys/$roundId': () => import('./SurveyPage.tsx').then(({ SurveyPage }) => SurveyPage),
  '/surveys/anonymity': () => import('#rooms/surveys/ui/AnonymityPage.tsx').then(({ AnonymityPage }) => AnonymityPage),
  '/admin/surveys': () => import('#rooms/surveys/ui/SurveysPage.tsx').then(({ SurveysPage }) => SurveysPage),
  '/admin/surveys/$survey': () => import('#rooms/surveys/ui/EditorPage.tsx').then(({ EditorPage }) => EditorPage),
  '/admin/surveys/$survey/open': () =>
    import('#rooms/surveys/ui/OpenRoundPage.tsx').then(({ OpenRoundPage }) => OpenRoundPage),
  '/admin/survey-rounds/$roundId': () => import('#rooms/surveys/ui/RoundPage.tsx').then(({ RoundPage }) => RoundPage),
  '/admin/survey-rounds/$roundId/sheets': () =>
    import('#rooms/surveys/ui/PaperPage.tsx').then(({ PaperPage }) => PaperPage),
  '/admin/survey-rounds/$roundId/texts': () =>
    import('#rooms/surveys/ui/TextsPage.tsx').then(({ TextsPage }) => TextsPage),
  '/admin/survey-rounds/$roundId/sheets/print': () =>
    import('#rooms/surveys/ui/PaperPrintPage.tsx').then(({ PaperPrintPage }) => PaperPrintPage),
  '/team/surveys': () =>
    import('#rooms/surveys/ui/SectionResultsPage.tsx').then(({ SectionResultsPage }) => SectionResultsPage),
  '/team/workshop': () => import('./WorkshopPage.tsx').then(({ WorkshopPage }) => WorkshopPage),
  '/team/deputies': () => import('#rooms/people/deputies/ui/DeputiesPage.tsx').then(({ DeputiesPage }) => DeputiesPage),
  '/surveys/changes': () => import('#rooms/surveys/ui/ChangesPage.tsx').then(({ ChangesPage }) => ChangesPage),
  '/model/arrow': () => import('#rooms/evidence/ui/ArrowPage.tsx').then(({ ArrowPage }) => ArrowPage),
  '/studies': () => import('#rooms/evidence/ui/StudiesPage.tsx').then(({ StudiesPage }) => StudiesPage),
  '/studies/new': () => import('#rooms/evidence/ui/StudyFormPage.tsx').then(({ StudyFormPage }) => StudyFormPage),
  '/studies/$studyId': () => import('#rooms/evidence/ui/StudyPage.tsx').then(({ StudyPage }) => StudyPage),
  '/thanks': () => import('#rooms/thanks/ui/ThanksPage.tsx').then(({ ThanksPage }) => ThanksPage),
  '/admin/thanks': () => import('#rooms/thanks/ui/AdminThanksPage.tsx').then(({ AdminThanksPage }) => AdminThanksPage),
  '/line-of-sight': () => import('./LineOfSightPage.tsx').then(({ LineOfSightPage }) => LineOfSightPage),
  '/team': () => import('./TeamPage.tsx').then(({ TeamPage }) => TeamPage),
  '/admin/rounds': () => import('#rooms/training/rounds/ui/RoundsPage.tsx').then(({ RoundsPage }) => RoundsPage),
  '/admin/rounds/$roundId': () => import('#rooms/training/rounds/ui/RoundPage.tsx').then(({ RoundPage }) => RoundPage),
  '/admin/sessions': () => import('#rooms/training/planning/ui/PlanPage.tsx').then(({ PlanPage }) => PlanPage),
  '/admin/schedules': () => import('./schedules/SchedulesPage.tsx').then(({ SchedulesPage }) => SchedulesPage),
  '/staffing': () => import('#rooms/training/staffing/ui/StaffingPage.tsx').then(({ StaffingPage }) => StaffingPage),
  '/admin': () => import('./Admin.tsx').then(({ AdminPage }) => AdminPage),
  '/admin/policy': () => import('./PolicyPage.tsx').then(({ PolicyPage }) => PolicyPage),
  '/admin/policy/start': () => import('./PolicyStartPage.tsx').then(({ PolicyStartPage }) => PolicyStartPage),
  '/policy': () => import('./policy/reading/ReadingPage.tsx').then(({ ReadingPage }) => ReadingPage),
  '/policy/drafts/$draftId': () => import('./policy/reading/DraftPage.tsx').then(({ DraftPage }) => DraftPage),
  '/admin/policy/compare': () => import('./policy/compare/ComparePage.tsx').then(({ ComparePage }) => ComparePage),
  '/admin/policy/drafts': () => import('./policy/workshop/DraftsPage.tsx').then(({ DraftsPage }) => DraftsPage),
  '/admin/policy/drafts/$draftId': () =>
    import('./policy/workshop/WorkshopPage.tsx').then(({ WorkshopPage }) => WorkshopPage),
  '/admin/import': () => import('#rooms/people/import/ui/ImportPage.tsx').then(({ ImportPage }) => ImportPage),
  '/admin/roles': () => import('#rooms/people/ui/RolesPage.tsx').then(({ RolesPage }) => RolesPage),
  '/admin/announcements': () =>
    import('#rooms/people/announcing/ui/AnnouncementsPage.tsx').then(({ AnnouncementsPage }) => AnnouncementsPage),
  '/admin/records': () => import('./RecordsPage.tsx').then(({ RecordsPage }) => RecordsPage),
  '/admin/records/$staffMemberId': () => import('./RecordPage.tsx').then(({ RecordPage }) => RecordPage),
  '/admin/sections': () =>
    import('#rooms/people/section-records/ui/SectionRecordsPage.tsx').then(
      ({ SectionRecordsPage }) => SectionRecordsPage,
    ),
  '/admin/accounts': () =>
    import('#rooms/people/accounts/ui/AccountsPage.tsx').then(({ AccountsPage }) => AccountsPage),
  '/admin/journal': () => import('#rooms/people/journal/ui/JournalPage.tsx').then(({ JournalPage }) => JournalPage),
  '/admin/system': () => import('./SystemPage.tsx').then(({ SystemPage }) => SystemPage),
  '/journal/me': () => import('#rooms/people/journal/ui/LooksAtMePage.tsx').then(({ LooksAtMePage }) => LooksAtMePage),
  '/people': () => import('#rooms/people/ui/DirectoryPage.tsx').then(({ DirectoryPage }) => DirectoryPage),
  '/people/$staffMemberId': () => import('./ColleaguePage.tsx').then(({ ColleaguePage }) => ColleaguePage),
  '/password': () => import('./Password.tsx').then(({ PasswordPage }) => PasswordPage),
  '/skills': () => import('./SkillsPages.tsx').then(({ OwnSkills }) => OwnSkills),
  '/skills/reflection': () =>
    import('#rooms/skills/ui/ReflectionPage.tsx').then(({ ReflectionPage }) => ReflectionPage),
  '/skills/staff/$staffMemberId': () => import('./SkillsPages.tsx').then(({ StaffSkills }) => StaffSkills),
  '/skills/roles': () => import('#rooms/skills/roles/ui/RolesPage.tsx').then(({ RolesPage }) => RolesPage),
  '/skills/sections': () =>
    import('#rooms/skills/ui/SectionSkillsPage.tsx').then(({ SectionSkillsPage }) => SectionSkillsPage),
  '/training': () => import('#rooms/training/ui/TrainingPage.tsx').then(({ TrainingPage }) => TrainingPage),
  '/training/completion': () =>
    import('#rooms/training/attendance/ui/CompletionPage.tsx').then(({ CompletionPage }) => CompletionPage),
  '/training/barriers': () =>
    import('#rooms/training/barriers/ui/BarriersPage.tsx').then(({ BarriersPage }) => BarriersPage),
  '/training/$courseId': () =>
    import('#rooms/training/applications/ui/CoursePage.tsx').then(({ CoursePage }) => CoursePage),
  '/training/applications/$applicationId': () =>
    import('#rooms/training/applications/ui/ApplicationPage.tsx').then(({ ApplicationPage }) => ApplicationPage),
  '/admin/notices': () => import('./notices/NoticeDaysPage.tsx').then(({ NoticeDaysPage }) => NoticeDaysPage),
  '/admin/mail': () => import('./notices/MailPage.tsx').then(({ MailPage }) => MailPage),
  '/admin/training': () =>
    import('#rooms/training/ui/TrainingAdminPage.tsx').then(({ TrainingAdminPage }) => TrainingAdminPage),
  '/admin/items': () => import('#rooms/literacy/items/ui/ItemsPage.tsx').then(({ ItemsPage }) => ItemsPage),
  '/admin/items/$itemId': () => import('#rooms/literacy/items/ui/ItemPage.tsx').then(({ ItemPage }) => ItemPage),
  '/admin/qualifications': () =>
    import('#rooms/skills/qualifications/ui/AdminQualificationsPage.tsx').then(
      ({ AdminQualificationsPage }) => AdminQualificationsPage,
    ),
  '/skills/qualifications': () =>
    import('#rooms/skills/qualifications/ui/MyQualificationsPage.tsx').then(
      ({ MyQualificationsPage }) => MyQualificationsPage,
    ),
  '/admin/deciders': () =>
    import('#rooms/training/applications/ui/UndecidedPage.tsx').then(({ UndecidedPage }) => UndecidedPage),
  '/admin/training/$courseSessionId': () =>
    import('#rooms/training/applications/ui/AdminSessionPage.tsx').then(({ AdminSessionPage }) => AdminSessionPage),
  '/admin/training/$courseSessionId/roster': () =>
    import('#rooms/training/roster/ui/RosterPage.tsx').then(({ RosterPage }) => RosterPage),
  '/attend/$courseSessionId': () =>
    import('#rooms/training/roster/ui/AttendPage.tsx').then(({ AttendPage }) => AttendPage),
  '/notices': () => import('./notices/NoticesPage.tsx').then(({ NoticesPage }) => NoticesPage),
  '/notices/choices': () =>
    import('./notices/NoticeChoicesPage.tsx').then(({ NoticeChoicesPage }) => NoticeChoicesPage),
  '/literacy/people': () => import('#rooms/literacy/ui/WorklistPage.tsx').then(({ WorklistPage }) => WorklistPage),
  '/literacy': () => import('#rooms/literacy/ui/LiteracyPage.tsx').then(({ LiteracyPage }) => LiteracyPage),
  '/tests': () => import('./TestPages.tsx').then(({ TestsWithFits }) => TestsWithFits),
  '/tests/attempts/$testAttemptId': () => import('./TestPages.tsx').then(({ AttemptWithFits }) => AttemptWithFits),
  '/admin/tests': () =>
    import('#rooms/literacy/attempts/ui/AdminTestsPage.tsx').then(({ AdminTestsPage }) => AdminTestsPage),
  '/admin/tests/$testId': () =>
    import('#rooms/literacy/attempts/ui/AdminTestPage.tsx').then(({ AdminTestPage }) => AdminTestPage),
  '/admin/tests/papers/$code': () =>
    import('#rooms/literacy/attempts/ui/PaperPage.tsx').then(({ PaperPage }) => PaperPage),
  '/admin/tests/papers/$code/key': () =>
    import('#rooms/literacy/attempts/ui/PaperPage.tsx').then(({ PaperKeyPage }) => PaperKeyPage),
  '/model': () => import('#rooms/pdca/ui/ModelPage.tsx').then(({ ModelPage }) => ModelPage),
  '/minute': () => import('#rooms/pdca/ui/MinutePage.tsx').then(({ MinutePage }) => MinutePage),
  '/kpi/calendar': () => import('#rooms/kpi/ui/CalendarPage.tsx').then(({ CalendarPage }) => CalendarPage),
  '/kpi/measures': () => import('#rooms/kpi/ui/MeasuresPage.tsx').then(({ MeasuresPage }) => MeasuresPage),
  '/kpi/$kpiId': () => import('#rooms/kpi/ui/KpiPage.tsx').then(({ KpiPage }) => KpiPage),
  '/review': () => import('#rooms/pdca/ui/ReviewsPage.tsx').then(({ ReviewsPage }) => ReviewsPage),
  '/review/$fiscalYear/documents': () =>
    import('#rooms/documents/ui/DocumentsPage.tsx').then(({ DocumentsPage }) => DocumentsPage),
  '/review/$fiscalYear/plan': () => import('#rooms/pdca/ui/PlanPage.tsx').then(({ PlanPage }) => PlanPage),
  '/review/$fiscalYear': () => import('#rooms/pdca/ui/ReviewPage.tsx').then(({ ReviewPage }) => ReviewPage),
}
