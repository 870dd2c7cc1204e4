import { defineMessages } from '#platform/i18n/messages.ts'

export const importMessages = defineMessages({
  ja: {
    'refusal.nothing_to_import': 'ファイルがありません。所属・職員・発令・休職のうち、少なくとも一つを選んでください。',
    'refusal.real_staff_in_sample':
      'ここは見本の{town.kind}です。実在の職員は取り込めません。見本のない新しい環境をシステム担当に頼み、そこに取り込んでください。',
    'refusal.sample_in_real_town':
      'この環境は実在の職員のために用意されています。見本の{town.kind}を入れることはできません。見本は別の環境に作ってください。',
    'refusal.another_import_runs':
      '別の取り込みが進んでいます。終わるのを待ってから、もう一度お試しください。何も変わっていません。',
    'base64.broken': 'ファイルの中身を読み取れません。もう一度選び直してください。',
    open: '終わりなし',
    'alike.stored': '登録済みの「{number} {name}」',
    'alike.row': '{line}行目の「{number} {name}」',
    halved: '全角の職員番号です。半角の「{number}」として取り込みます。',
    ungraded:
      '職務の級のない行が{n}行あります。方針に級の定めがないあいだは「{grade}」として取り込みます。級を定めたときに、級を書いたファイルで直せます。',
    joined:
      'この番号は{number}と同じ人としてまとめられ、{number}の行が同じことを書いているので、この行は読み飛ばします。',
    struck:
      '{day}に訂正で取り消されています(理由: {reason})。この行は取り込みません。戻すときは「職員の記録」で戻してください。',
    'struck.section':
      '{day}に「所属の記録」で取り消されています(理由: {reason})。この行は取り込みません。戻すときは「所属の記録」で戻してください。',
    'alike.number': '{who}と、番号の書き方だけが違います。',
    'alike.name': '{who}と、氏名と読みが同じです。',
    'alike.asked': '同じ人か、別の人かを答えてください(答えがないうちは別の人です)。',
    'alike.same': 'その人の行として読みます。',
    'alike.apart': '別の人として読みます。',
    'file.sections': '所属',
    'file.staff': '職員',
    'file.assignments': '発令',
    'file.leave': '休職',
    'problem.twice': '{line}行目に同じものがあります。どちらか一つにしてください。',
    'problem.ends_before_start': '終わりの日が始まりの日より前です。日付を確かめてください。',
    'problem.overlap_in_file':
      '{line}行目の期間({from}〜{to})と重なっています。同じ日に両方は成り立ちません。前の期間の終わりの日を直してください。',
    'problem.overlap_with_stored':
      '登録済みの期間({from}〜{to})と重なっています。登録済みの期間も、終わりの日を直してファイルに入れてください。',
    'problem.unknown_section_kind':
      '方針にない種別です。「{choices}」のどれかを書くか、方針のファイルに種別を加えてください。',
    'problem.parent_missing':
      '所属「{child}」の上位所属「{code}」は、{day}には存在しません。上位所属コードと日付を確かめてください。',
    'problem.section_in_circle':
      '所属「{code}」の上位所属をたどると、「{code}」自身に戻ります。上位所属コードを直してください。',
    'problem.unknown_category':
      '方針にない任用区分です。「{choices}」のどれかを書くか、方針のファイルに任用区分を加えてください。',
    'problem.not_kana': '読みはカタカナで書いてください。',
    'problem.not_email': 'メールアドレスの形になっていません。直すか、空にしてください。',
    'problem.former_unknown':
      '旧職員番号「{former}」の職員は、このファイルにも登録済みの職員にもいません。番号を確かめるか、空にしてください。',
    'problem.former_is_other_person':
      '職員番号「{number}」と旧職員番号「{former}」は、別の人として登録されています。番号を確かめてください。',
    'problem.unknown_staff':
      '職員番号「{number}」の職員は、職員のファイルにも登録済みの職員にもいません。番号を確かめるか、職員のファイルに入れてください。',
    'problem.unknown_grade':
      '方針にない職務の級です。「{choices}」のどれかを書くか、方針のファイルに級を加えてください。',
    'problem.section_missing':
      '所属「{code}」は、{day}には存在しません。所属コードと日付を確かめるか、所属のファイルに入れてください。',
    'problem.section_ends':
      '所属「{code}」は{day}には存在しませんが、この発令は続いています。発令の適用終了日を入れるか、所属の期間を直してください。',
    'problem.section_still_used':
      '所属「{code}」は{day}から存在しなくなりますが、職員番号「{number}」の登録済みの発令が残っています。異動先の発令も一緒に取り込んでください。',
    'problem.not_employed':
      '{day}には、この職員番号で在職していません。採用年月日と退職年月日を確かめてください。再任用のときは、その期間の行も職員のファイルに入れてください。',
    'problem.after_leaving': '退職({day})の後まで続いています。終わりの日を直してください。',
    'problem.stored_outside_employment':
      '登録済みの発令や休職({from}〜{to})が、在職の期間に収まらなくなります。退職や再任用の行を分けて書くか、発令も一緒に直してください。',
  },
  en: {
    'refusal.nothing_to_import': 'There is no file. Choose at least one of sections, staff, assignments and leave.',
    'refusal.real_staff_in_sample':
      'This is the sample {town.kind}, which takes no real staff. Ask the IT administrator for an empty one and import there.',
    'refusal.sample_in_real_town': 'This town is for real staff. Start the sample {town.kind} somewhere else.',
    'refusal.another_import_runs': 'Another import is under way. Wait for its end and try again. Nothing was changed.',
    'base64.broken': 'The content of the file cannot be read. Choose it again.',
    open: 'open',
    'alike.stored': '{number} {name}, who is stored',
    'alike.row': '{number} {name} in line {line}',
    halved: 'The number is in full width. It is taken as {number}.',
    ungraded:
      '{n} rows have no grade. As long as the policy has no grades they are taken as “{grade}”; a file that says them corrects them later.',
    joined: 'This number was joined to {number}, whose row says the same: the row is left out.',
    struck:
      'This was struck by a correction on {day} (reason: {reason}). The row is left out. To have it back, restore it under “Records of staff”.',
    'struck.section':
      'This was struck on {day} (reason: {reason}). The row is left out. To have it back, restore it under “Records of sections”.',
    'alike.number': 'This number differs only in how it is written from {who}. ',
    'alike.name': 'This is the name and reading of {who}. ',
    'alike.asked': 'Say whether it is that person (another person until somebody says so).',
    'alike.same': 'The row is read as that person’s.',
    'alike.apart': 'The row is read as another person’s.',
    'file.sections': 'Sections',
    'file.staff': 'Staff',
    'file.assignments': 'Assignments',
    'file.leave': 'Leave',
    'problem.twice': 'Line {line} says the same. Keep one of them.',
    'problem.ends_before_start': 'This ends before it begins. Check the dates.',
    'problem.overlap_in_file':
      'This overlaps line {line} ({from} to {to}); both cannot hold on one day. Mend the end of the earlier one.',
    'problem.overlap_with_stored':
      'This overlaps what is stored ({from} to {to}). Put the stored one into the file too, with its end mended.',
    'problem.unknown_section_kind':
      'The policy has no such kind. Write one of {choices}, or add it to the policy file.',
    'problem.parent_missing':
      'Section {code}, above {child}, does not exist on {day}. Check the parent code and the dates.',
    'problem.section_in_circle': 'Section {code} lies above itself. Mend the parent code.',
    'problem.unknown_category':
      'The policy has no such employment category. Write one of {choices}, or add it to the policy file.',
    'problem.not_kana': 'Write the reading in kana.',
    'problem.not_email': 'This is no e-mail address. Mend it or leave it empty.',
    'problem.former_unknown':
      'Nobody has or had the former staff number {former}, in this file or in what is stored. Check it or leave it empty.',
    'problem.former_is_other_person':
      'Staff number {number} and former staff number {former} are stored as different people. Check the numbers.',
    'problem.unknown_staff':
      'Nobody has staff number {number}, in the staff file or in what is stored. Check it or add the person to the staff file.',
    'problem.unknown_grade': 'The policy has no such grade. Write one of {choices}, or add it to the policy file.',
    'problem.section_missing':
      'Section {code} does not exist on {day}. Check code and date, or add it to the file of sections.',
    'problem.section_ends':
      'Section {code} does not exist on {day}, while this assignment goes on. Give the assignment an end, or mend the section.',
    'problem.section_still_used':
      'Section {code} ends: from {day} it does not exist, while an assignment of staff number {number} goes on. Import the next assignment too.',
    'problem.not_employed':
      'On {day} nobody is employed under this staff number. Check the days of joining and leaving; a re-employment needs its own row in the staff file.',
    'problem.after_leaving': 'This goes on after the employment ended ({day}). Mend the end.',
    'problem.stored_outside_employment':
      'An assignment or leave that is stored ({from} to {to}) would lie outside the employment. Write leaving and re-employment as two rows, or mend the assignments too.',
  },
})

/** Words of the page. */
export const importPageMessages = defineMessages({
  ja: {
    title: '職員と組織の取り込み',
    lead: '人事のシステムから書き出したCSVかExcel(.xlsx)を、確かめてから取り込みます。ファイルにある行だけが加わり、または変わります。ファイルにない人や所属は、そのまま残ります。',
    'step.choose': 'ファイルを選ぶ',
    'step.check': '中身を確かめる',
    'step.import': '取り込む',
    steps: '取り込みの流れ',
    'files.title': 'ファイル',
    'files.lead':
      '必要なものだけで構いません。CSVの文字の形式はCP932(Shift_JIS)でもUTF-8でも読めます。Excelは .xlsx を読み、式はその値として読みます。表の上の題名や、2行に分かれた見出しがあっても構いません。一つの名簿を職員・発令・休職のそれぞれに選ぶこともできます。',
    'sections.label': '所属',
    'sections.support': '部・課・係と、その上位の所属、いつからいつまであるか。',
    'staff.label': '職員',
    'staff.support': '氏名と読み、任用区分、採用と退職の日。',
    'assignments.label': '発令',
    'assignments.support':
      'だれが、いつから、どの所属で、どの級と職か。兼務は行を分け、区分に「兼務」と書きます(区分の列がなければ、すべて主務です)。異動は新しい行を加えるだけで、前の発令は自動で終わります。',
    'leave.label': '休職',
    'leave.support': '育児休業、休職、派遣などの期間。',
    template: '{file}のひな形(CSV)',
    remove: '{file}のファイルを外す',
    tooLarge:
      'ファイルが大きすぎて、画面からは送れません(合わせて{limit} MBまで)。サーバーでの取り込みをシステム担当に頼んでください。',
    unreadable: 'ファイル「{name}」を読めません。開いている場合は閉じて、もう一度選んでください。',
    check: '中身を確かめる',
    nothing: 'まだファイルがありません。少なくとも一つ選ぶと、中身を確かめられます。',
    'stage.reading': 'ファイルを読んでいます',
    'stage.checking': '中身を確かめています',
    'stage.writing': '書き込んでいます',
    'stage.sending': 'ファイルを送っています',
    'counts.title': 'ファイルの中身',
    'counts.file': 'ファイル',
    'counts.rows': '行',
    'counts.added': '加わる',
    'counts.changed': '変わる',
    'counts.unchanged': '同じ',
    'counts.ended': '終わる',
    'did.rows': '行',
    'did.added': '加わった',
    'did.changed': '変わった',
    'did.unchanged': '同じ',
    'did.ended': '終わった',
    'counts.unread': '—',
    'counts.unread.why': '「—」は、先に直すところがあって、まだ行を読めていないファイルです。',
    'counts.ended.why':
      '「終わる」「終わった」は、ファイルに行はないものの、異動・改称・退職によって終わりの日が入る登録済みの期間の数です。',
    'checked.good': '問題はありません。取り込めます。',
    'checked.same': '問題はありません。すべて登録済みと同じなので、取り込んでも何も変わりません。',
    'checked.bad':
      '直すところが{count}件あります。まだ何も変わっていません。ファイルを直して、もう一度選んでください。',
    'checked.asked': '同じ人かどうか、答えが要る行が{count}件あります。まだ何も変わっていません。',
    recheck: 'この答えで確かめ直す',
    'alike.title': '同じ人ですか',
    'alike.lead':
      '登録済みの人やほかの行に似た行です。同じ人なら、その人の行として取り込みます。答えは残り、次の取り込みでは聞きません。',
    'alike.leadMany':
      '登録済みの人やほかの行に似た行が{count}件あり、初めの{shown}件を示しています。同じ人なら、その人の行として取り込みます。',
    'alike.row': '{file}の{line}行目',
    'alike.stored': '登録済みの人',
    'alike.otherRow': '職員の{line}行目',
    'alike.why.number': '職員番号の書き方だけが違います。',
    'alike.why.name': '氏名と読みが同じです。同じ人とすると、この番号はその人の新しい職員番号になります。',
    'alike.ask': '「{who}」は「{other}」と同じ人ですか',
    'alike.same': '同じ人',
    'alike.apart': '別の人',
    'alike.rest': '答えのない行は、すべて別の人とする',
    'columns.title': '列の対応',
    'columns.lead': 'ファイルの列が、どの列のことかを選びます。取り込めたら覚えておき、次からは聞きません。',
    'checked.columns':
      'どの列のことか分からない列が{count}あります。下の「列の対応」で選んで、確かめ直してください。まだ何も変わっていません。',
    'columns.answered': '列の読み方',
    'columns.answeredLead': '違っていたら、選び直して確かめ直します。',
    'columns.change': '{count}列の読み方を見直す',
    'columns.restOut': '選んでいない{count}列は、取り込まない',
    'columns.sheet': '取り込むシート',
    'columns.one': 'ファイルの列「{name}」',
    'columns.leftOut': '取り込まない',
    'twins.title': '二重に登録されているかもしれない方',
    'twins.lead': '番号の書き方だけが違う二人が、すでに登録されています。同じ人なら、開いた先で一つにまとめられます。',
    'warnings.title': '確かめておくこと',
    'warnings.lead': '取り込めますが、次の{count}件は書いてあるとおりか確かめてください。',
    'warnings.leadMany': '取り込めますが、確かめておくことが{count}件あります。初めの{shown}件を示しています。',
    'warnings.line': '{file} {line}行目 {column}: {reason}',
    'problems.title': '直すところ',
    'problems.first': '{count}件のうち、初めの{shown}件を示しています。',
    'problems.file': 'ファイル',
    'problems.line': '行',
    'problems.column': '列',
    'problems.value': '値',
    'problems.reason': '理由と直し方',
    import: '取り込む',
    'confirm.title': '取り込みますか',
    'confirm.lead': '取り込むと、次のとおり変わります。途中で問題が起きたときは、何も変わりません。',
    'confirm.line': '{file}: 加わる {added}件、変わる {changed}件、終わる {ended}件',
    'done.title': '取り込みました',
    'done.lead': '記録には、だれがいつ取り込んだかが残っています。',
    'next.title': '次にすること',
    'next.password': '新しい職員に、初めてのパスワードを渡します。採用の日からサインインできます。',
    'next.roles': '人材育成担当やシステム担当の役割を、必要な人に付けます。',
    'next.policy': '方針の版をまだ公開していなければ、公開します。級ごとの期待水準が表示されるようになります。',
    'next.again': '異動や採用のたびに、変わった行だけのファイルを同じ画面から取り込めます。',
    'next.admin': '管理の画面へ',
    again: '別のファイルを取り込む',
  },
  en: {
    title: 'Import of staff and organisation',
    lead: 'CSV or Excel (.xlsx) files from the personnel system are checked first and then imported. Only rows in the files are added or change; whoever is not in them stays as they are.',
    'step.choose': 'Choose files',
    'step.check': 'Check them',
    'step.import': 'Import',
    steps: 'Steps of the import',
    'files.title': 'Files',
    'files.lead':
      'Bring only those that you need: CSV in CP932 (Shift_JIS) or UTF-8, or .xlsx, of which formulas are read as their values. A title above the table, or names of columns over two lines, are no trouble. One list may be chosen for staff, assignments and leave alike.',
    'sections.label': 'Sections',
    'sections.support': 'Departments, divisions and units, what is above them, and when they exist.',
    'staff.label': 'Staff',
    'staff.support': 'Names and readings, employment categories, days of joining and leaving.',
    'assignments.label': 'Assignments',
    'assignments.support':
      'Who, from when, in which section, in which grade and post. A concurrent post is a row of its own with 兼務 (concurrent) as its kind (without that column all are primary). A transfer is one new row; the assignment before it ends by itself.',
    'leave.label': 'Leave',
    'leave.support': 'Childcare leave, leave of absence, secondment and the like.',
    template: 'Template for {file} (CSV)',
    remove: 'Take away the file for {file}',
    tooLarge:
      'The files are too large for this page ({limit} MB together). Ask the IT administrator to import them on the server.',
    unreadable: 'The file “{name}” cannot be read. Close it where it is open and choose it again.',
    check: 'Check the files',
    nothing: 'There is no file yet. Choose at least one to check it.',
    'stage.reading': 'Reading the files',
    'stage.checking': 'Checking what they say',
    'stage.writing': 'Writing',
    'stage.sending': 'Sending the files',
    'counts.title': 'What the files hold',
    'counts.file': 'File',
    'counts.rows': 'Rows',
    'counts.added': 'Added',
    'counts.changed': 'Changed',
    'counts.unchanged': 'Same',
    'counts.ended': 'Ended',
    'did.rows': 'Rows',
    'did.added': 'Added',
    'did.changed': 'Changed',
    'did.unchanged': 'Same',
    'did.ended': 'Ended',
    'counts.unread': '—',
    'counts.unread.why':
      '“—” marks a file of which no row could be read yet, because something else has to be mended first.',
    'counts.ended.why':
      '“Ended” counts stored periods that have no row in the files and end because of a transfer, a renaming or a leaving.',
    'checked.good': 'No problem was found. The files can be imported.',
    'checked.same': 'No problem was found. All of it is stored already; importing changes nothing.',
    'checked.bad': '{count} things are to be mended. Nothing has changed yet. Mend the files and choose them again.',
    'checked.asked': 'Of {count} rows it has to be said whether they are the same person. Nothing has changed yet.',
    recheck: 'Check again with these answers',
    'alike.title': 'Is it the same person?',
    'alike.lead':
      'These rows are like somebody who is stored, or like another row. The same person’s row is imported as theirs. Answers are kept, and the next import does not ask.',
    'alike.leadMany':
      '{count} rows are like somebody who is stored, or like another row; these are the first {shown}. The same person’s row is imported as theirs.',
    'alike.row': '{file}, line {line}',
    'alike.stored': 'Stored',
    'alike.otherRow': 'Staff, line {line}',
    'alike.why.number': 'The staff numbers differ only in how they are written.',
    'alike.why.name': 'Name and reading are the same. If it is the same person, this becomes their new staff number.',
    'alike.ask': 'Is {who} the same person as {other}?',
    'alike.same': 'Same person',
    'alike.apart': 'Another person',
    'alike.rest': 'All rows without an answer are other people',
    'columns.title': 'Columns',
    'columns.lead': 'Choose what each column of the file is. It is remembered once the file has been imported.',
    'checked.columns':
      'It is not known what {count} columns are. Say so under “Columns” below and check again. Nothing has changed yet.',
    'columns.answered': 'How columns are read',
    'columns.answeredLead': 'Where one is wrong, choose anew and check again.',
    'columns.change': 'Look over how {count} columns are read',
    'columns.restOut': 'Leave out the {count} columns that are not chosen',
    'columns.sheet': 'Sheet to import',
    'columns.one': 'Column “{name}” of the file',
    'columns.leftOut': 'Leave it out',
    'twins.title': 'Perhaps registered twice',
    'twins.lead':
      'Two people are stored whose numbers differ only in how they are written. If they are one person, their records can be joined there.',
    'warnings.title': 'To be looked at',
    'warnings.lead': 'The files can be imported; check whether these {count} are as they were meant.',
    'warnings.leadMany': 'The files can be imported; {count} things are to be looked at. These are the first {shown}.',
    'warnings.line': '{file}, line {line}, {column}: {reason}',
    'problems.title': 'To be mended',
    'problems.first': 'The first {shown} of {count}.',
    'problems.file': 'File',
    'problems.line': 'Line',
    'problems.column': 'Column',
    'problems.value': 'Value',
    'problems.reason': 'Reason and what to do',
    import: 'Import',
    'confirm.title': 'Import the files?',
    'confirm.lead': 'This is what will change. If anything goes wrong on the way, nothing changes.',
    'confirm.line': '{file}: {added} added, {changed} changed, {ended} ended',
    'done.title': 'The files were imported',
    'done.lead': 'The journal tells who imported them and when.',
    'next.title': 'What to do next',
    'next.password': 'Give new members of staff a first password. They can sign in from the day of joining.',
    'next.roles': 'Grant the roles of HR development and IT administrator to those who need them.',
    'next.policy': 'Publish an edition of the policy if that is not done yet; then expected levels by grade are shown.',
    'next.again': 'At each transfer or joining, import a file with the rows that changed, on this page.',
    'next.admin': 'To the admin page',
    again: 'Import other files',
  },
})

/** Words of the verb; `{place}` is FILE:LINE. */
export const importCommandMessages = defineMessages({
  ja: {
    'stage.reading': 'ファイルを読んでいます',
    'stage.checking': '中身を確かめています',
    'stage.writing': '書き込んでいます',
    counts: '{file}: {rows} 行(追加 {added}、変更 {changed}、変更なし {unchanged}、終了 {ended})',
    problem: '{place}  {column}{value}  {reason}',
    done: '取り込みました。',
    checked: '問題はありません。まだ何も変えていません(--dry-run を外すと取り込みます)。',
    faulty: '直すところが {count} 件あります。何も変えていません。',
    first: '初めの {shown} 件を示しました。',
    warnings: '注意 {count} 件(初めの {shown} 件):',
    too_large: 'ファイル {path} は大きすぎます(上限 {limit} MB)。分けて取り込んでください。何も変えていません。',
  },
  en: {
    'stage.reading': 'Reading the files',
    'stage.checking': 'Checking',
    'stage.writing': 'Writing',
    counts: '{file}: {rows} rows ({added} added, {changed} changed, {unchanged} unchanged, {ended} ended)',
    problem: '{place}  {column}{value}  {reason}',
    done: 'Imported.',
    checked: 'No problem was found. Nothing was changed yet (leave out --dry-run to import).',
    faulty: '{count} things to mend. Nothing was changed.',
    first: 'These are the first {shown}.',
    warnings: '{count} warnings (the first {shown}):',
    too_large: 'The file {path} is too large (limit {limit} MB). Import it in parts. Nothing was changed.',
  },
})
