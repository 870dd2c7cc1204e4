import type { ComponentType } from 'react'
import type { Address } from '../addresses.ts'

/**
 * Every page by its address (`app/addresses.ts`); a part with $ is a parameter (`useParams({ strict: false })`). A page's code is fetched when it
 * is about to open. The rail and 管理 show only ways that stand here.
 */
export const pages: Readonly<Record<Address, () => Promise<ComponentType>>> = {
  '/': () => import('./HomePage.tsx').then(({ HomePage }) => HomePage),
  '/line-of-sight': () => import('./LineOfSightPage.tsx').then(({ LineOfSightPage }) => LineOfSightPage),
  '/team': () => import('./TeamPage.tsx').then(({ TeamPage }) => TeamPage),
  '/admin/schedules': () => import('./schedules/SchedulesPage.tsx').then(({ SchedulesPage }) => SchedulesPage),
  '/staffing': () => import('#rooms/training/staffing/ui/StaffingPage.tsx').then(({ StaffingPage }) => StaffingPage),
  '/admin': () => import('./Admin.tsx').then(({ AdminPage }) => AdminPage),
  '/admin/policy': () => import('./PolicyPage.tsx').then(({ PolicyPage }) => PolicyPage),
  '/admin/import': () => import('#rooms/people/import/ui/ImportPage.tsx').then(({ ImportPage }) => ImportPage),
  '/admin/roles': () => import('#rooms/people/ui/RolesPage.tsx').then(({ RolesPage }) => RolesPage),
  '/admin/announcements': () =>
    import('#rooms/people/announcing/ui/AnnouncementsPage.tsx').then(({ AnnouncementsPage }) => AnnouncementsPage),
  '/admin/records': () => import('#rooms/people/records/ui/RecordsPage.tsx').then(({ RecordsPage }) => RecordsPage),
  '/admin/records/$staffMemberId': () => import('./RecordPage.tsx').then(({ RecordPage }) => RecordPage),
  '/admin/accounts': () =>
    import('#rooms/people/accounts/ui/AccountsPage.tsx').then(({ AccountsPage }) => AccountsPage),
  '/admin/journal': () => import('#rooms/people/journal/ui/JournalPage.tsx').then(({ JournalPage }) => JournalPage),
  '/admin/system': () => import('./SystemPage.tsx').then(({ SystemPage }) => SystemPage),
  '/journal/me': () => import('#rooms/people/journal/ui/LooksAtMePage.tsx').then(({ LooksAtMePage }) => LooksAtMePage),
  '/people': () => import('#rooms/people/ui/DirectoryPage.tsx').then(({ DirectoryPage }) => DirectoryPage),
  '/people/$staffMemberId': () => import('./ColleaguePage.tsx').then(({ ColleaguePage }) => ColleaguePage),
  '/password': () => import('./Password.tsx').then(({ PasswordPage }) => PasswordPage),
  '/skills': () => import('#rooms/skills/ui/SkillsPage.tsx').then(({ SkillsPage }) => SkillsPage),
  '/skills/reflection': () =>
    import('#rooms/skills/ui/ReflectionPage.tsx').then(({ ReflectionPage }) => ReflectionPage),
  '/skills/staff/$staffMemberId': () =>
    import('#rooms/skills/ui/StaffSkillsPage.tsx').then(({ StaffSkillsPage }) => StaffSkillsPage),
  '/skills/sections': () =>
    import('#rooms/skills/ui/SectionSkillsPage.tsx').then(({ SectionSkillsPage }) => SectionSkillsPage),
  '/training': () => import('#rooms/training/ui/TrainingPage.tsx').then(({ TrainingPage }) => TrainingPage),
  '/training/completion': () =>
    import('#rooms/training/attendance/ui/CompletionPage.tsx').then(({ CompletionPage }) => CompletionPage),
  '/training/$courseId': () =>
    import('#rooms/training/applications/ui/CoursePage.tsx').then(({ CoursePage }) => CoursePage),
  '/training/applications/$applicationId': () =>
    import('#rooms/training/applications/ui/ApplicationPage.tsx').then(({ ApplicationPage }) => ApplicationPage),
  '/admin/notices': () => import('./notices/NoticeDaysPage.tsx').then(({ NoticeDaysPage }) => NoticeDaysPage),
  '/admin/mail': () => import('./notices/MailPage.tsx').then(({ MailPage }) => MailPage),
  '/admin/training': () =>
    import('#rooms/training/catalogue/ui/AdminTrainingPage.tsx').then(({ AdminTrainingPage }) => AdminTrainingPage),
  '/admin/deciders': () =>
    import('#rooms/training/applications/ui/UndecidedPage.tsx').then(({ UndecidedPage }) => UndecidedPage),
  '/admin/training/$courseSessionId': () =>
    import('#rooms/training/applications/ui/AdminSessionPage.tsx').then(({ AdminSessionPage }) => AdminSessionPage),
  '/notices': () => import('./notices/NoticesPage.tsx').then(({ NoticesPage }) => NoticesPage),
  '/notices/choices': () =>
    import('./notices/NoticeChoicesPage.tsx').then(({ NoticeChoicesPage }) => NoticeChoicesPage),
  '/literacy/people': () => import('#rooms/literacy/ui/WorklistPage.tsx').then(({ WorklistPage }) => WorklistPage),
  '/literacy': () => import('#rooms/literacy/ui/LiteracyPage.tsx').then(({ LiteracyPage }) => LiteracyPage),
  '/model': () => import('#rooms/pdca/ui/ModelPage.tsx').then(({ ModelPage }) => ModelPage),
  '/kpi/$kpiId': () => import('#rooms/kpi/ui/KpiPage.tsx').then(({ KpiPage }) => KpiPage),
  '/review': () => import('#rooms/pdca/ui/ReviewsPage.tsx').then(({ ReviewsPage }) => ReviewsPage),
  '/review/$fiscalYear': () => import('#rooms/pdca/ui/ReviewPage.tsx').then(({ ReviewPage }) => ReviewPage),
}
