import { defineMessages } from '#platform/i18n/messages.ts'

/** The room's refusals; then what is said about a policy file: the file as such, its shape, what its parts mean together. */
export const policyMessages = defineMessages({
  ja: {
    'refusal.no_policy': 'その日に効力のある方針がありません。人材育成担当が方針を読み込み、公開する必要があります。',
    'refusal.faulty_policy':
      '方針のファイルに直すところが {count} 件あります。何も読み込まれていません。示された行を直して、もう一度お試しください。',
    'refusal.same_edition': '同じ内容の方針がすでに読み込まれています。版の一覧を確かめてください。',
    'refusal.later_edition_exists': '{from} 以後に始まる版がすでにあります。それより後の日を選んでください。',
    'refusal.effects_unanswered':
      '公開すると職員に及ぶ影響が {count} 件、まだ確かめられていません。方針ファイルの画面に草案として置き、「版を比べる」で理由を書いて確かめてから公開してください。',
    'refusal.no_glyph':
      '印刷用の書体にない文字があります: {characters}。ほかの文字に書き換えてから、もう一度お試しください。',
    'refusal.no_such_edition': 'その版の方針は見つかりません。版の一覧を確かめてください。',
    'refusal.already_published': 'その版はすでに公開されています。変えるときは新しい版を読み込んでください。',
    'refusal.faulty_framework': 'スキルの枠組みのファイルに直すところが {count} 件あります。何も読み込まれていません。',
    'framework.not_json': 'JSON として読めません。書き出したファイルをそのまま選んでください。',
    'framework.not_case': 'CASE のパッケージとして読めません。CFDocument と CFItems のあるファイルを選んでください。',
    'framework.case_circle': '項目の親子関係(isChildOf)が輪になっています。書き出し元で直してください。',
    'framework.case_no_items': '項目が一つもありません。',
    'framework.case_too_many':
      '項目が {items} 個あります。読み込めるのは {limit} 個までです。必要な部分だけを書き出してください。',
    'framework.case_no_levels':
      '水準(CFRubrics)のないスキルが {count} 個あります(例: {named})。水準ごとの行動がなければ段階を判断できません。書き出し元で加えてください。',
    'framework.case_level_unnamed': '名前か説明のない水準を持つスキルが {count} 個あります(例: {named})。',
    'framework.tier_told_twice':
      '階層「{tier}」の名前・性質・重み・見本が、前の行と違っています。同じ階層の行では同じに書いてください。',
    'framework.weight_no_number': '重みが数ではありません({shown})。0.3 のように書いてください。',

    too_large: 'ファイルが大きすぎます({size} バイト)。2 MB 以内にしてください。',
    no_text:
      '中身が文章(YAML)ではありません。Excel・PDF・画像などのファイルではないか、選んだファイルを確かめてください。',
    not_utf8:
      'UTF-8 の文章として読めません。文字コードを UTF-8 にして保存し直してください(メモ帳では「名前を付けて保存」の「エンコード」で選べます)。',
    empty_file: 'ファイルに何も書かれていません。',
    not_a_policy: '方針のファイルではありません。「formatVersion: 2」から始まる項目の集まりを書いてください。',
    unreadable: 'YAML として読めません。入れ子や参照(&、*)が多すぎるか、互いを指しています。',
    and_more: 'ほかに {count} 件あります。上から直して、もう一度確かめてください。',

    yaml_tab: '字下げにタブが使われています。半角の空白に置き換えてください。',
    yaml_no_comma:
      '{ } の中の「: 」の前に、項目を区切るコンマ「, 」がありません。値の中の「: 」なら、値の全体を引用符で囲んでください。',
    yaml_indent: '字下げがそろっていません。同じ段の行は、同じ数の半角空白で始めてください。',
    yaml_missing_char:
      '引用符かかっこが閉じられていないか、「項目: 値」のコロンと空白がありません。書きかけではありませんか。',
    yaml_fullwidth: '全角のコロン「：」が使われています。半角のコロンと空白「: 」にしてください。',
    yaml_colon:
      '値の中にコロンと空白「: 」があります。値の全体を引用符で囲んでください(例: title: "方針: 令和8年度")。',
    yaml_no_colon: '「項目: 値」の形になっていません。半角のコロンのあとに、空白をひとつ入れてください。',
    yaml_comma:
      '「{key}」の前のカンマで、値が切れています。{ } の中の値にカンマを使うときは、値の全体を引用符で囲んでください。',
    yaml_list_mark: '並びのしるしが半角のハイフンではありません。「- 」(半角のハイフンと空白)で始めてください。',
    yaml_block_text: '「|」や「>」の下に書く本文は、その項目より深く字下げしてください。',
    yaml_quote_open: 'ここで開いた引用符が、この値の終わりで閉じられていません。',
    yaml_wide_space: '字下げに全角の空白が使われています。半角の空白に置き換えてください。',
    yaml_many_documents:
      '「---」で区切られた文書が二つ以上あります。ひとつのファイルには方針をひとつだけ書いてください。',
    yaml_alias: '参照「*」の指す先がありません。',
    yaml_tag: 'タグ「!」は使えません。',
    yaml_escape: '二重引用符の中の「\\」の使い方が正しくありません。',
    yaml_scalar_start: '値の先頭に使えない文字があります。値を引用符で囲んでください。',
    yaml_syntax: 'YAML の書き方として読めません。この行と前の行の字下げ、コロン、引用符を確かめてください。',
    key_twice: '「{key}」が同じ場所に二度書かれています。ひとつにしてください。',

    missing: '「{key}」がありません。',
    missing_sample:
      '「isSample」がありません。まだ確かめていない見本なら true、団体が確かめたものなら false と書いてください。',
    empty_value: '「{key}」の値が書かれていません。',
    unknown_key: '「{key}」という項目はありません。',
    unknown_key_near: '「{key}」という項目はありません。「{near}」の書き間違いではありませんか。',
    want_text: '「{key}」には文字を書いてください({shown} になっています)。数字だけの文字や日付は引用符で囲みます。',
    as_text: '「{key}」の値が文字になっています。引用符で囲まず、半角で {plain} と書いてください。',
    want_number: '「{key}」には数を書いてください({shown} になっています)。',
    want_whole: '「{key}」には整数を書いてください({shown} になっています)。',
    want_boolean: '「{key}」には true か false を書いてください({shown} になっています)。',
    want_list: '「{key}」には「- 」で始まる並びを書いてください({shown} になっています)。',
    want_map: '「{key}」には「項目: 値」の集まりを書いてください({shown} になっています)。',
    want_exactly: '「{key}」は {allowed} にしてください({shown} になっています)。',
    want_one_of: '「{key}」に書けるのは {allowed} のどれかです({shown} になっています)。',
    want_one_of_near:
      '「{key}」に書けるのは {allowed} のどれかです。{shown} は「{near}」の書き間違いではありませんか。',
    at_least: '「{key}」は {limit} 以上にしてください({shown} になっています)。',
    more_than: '「{key}」は {limit} より大きくしてください({shown} になっています)。',
    at_most: '「{key}」は {limit} 以下にしてください({shown} になっています)。',
    less_than: '「{key}」は {limit} より小さくしてください({shown} になっています)。',
    too_few: '「{key}」には {limit} 個以上を書いてください。',
    too_many: '「{key}」に書けるのは {limit} 個までです。',
    too_long: '「{key}」は {limit} 文字以内にしてください。',
    blank_text: '「{key}」に文章を書いてください。',
    bad_line: '「{key}」は、空ではない一行の文章にしてください。',
    bad_id: 'id「{shown}」は使えません。文字、数字、「-」、「_」だけで、文字か数字から始めてください。',
    bad_town_code: '団体コードは数字 6 桁です({shown} になっています)。',
    bad_date: '「{shown}」という日付はありません。「2026-04-01」のように書いてください。',
    bad_url: '「{shown}」は https:// か http:// で始まる URL ではありません。',
    bad_value: '「{key}」の値 {shown} は使えません。',

    id_twice: '「{id}」が二度書かれています(最初は {first})。ひとつにしてください。',
    asked_later:
      '「{id}」は、この設問より後にあるか、この設問そのものです。条件にできるのは、前に置いた設問だけです。順番を入れ替えてください。',
    nothing_to_choose:
      '「{id}」は選んで答える設問ではないので、条件にできません。条件にできるのは agreement5、single、multiple です。',
    unknown_id: '「{id}」はどこにも定められていません。',
    unknown_id_near: '「{id}」はどこにも定められていません。「{near}」の書き間違いではありませんか。',
    unknown_version:
      'この方針は書き方の版「{shown}」で書かれています。読めるのは版 1 と 2 です。新しい製品で作ったファイルなら、この製品を新しくしてから読み込んでください。',
    refers_to_absent:
      '「{from}」が「{to}」にあるはずのものを指していますが、方針に「{to}」がありません。加えるまでは、その結び付きは使われません。',
    expected_without_grades:
      'スキル「{skill}」に期待水準が書かれていますが、職務の級(organisation)がないので比べられません。',
    plan_order: '計画の終わり({to})が始まり({from})より前です。',
    demand_of_nobody: '要る人がだれのことか、職種(occupation)、級(grade)、役割(role)のどれかを書いてください。',
    one_demand_time: '要る人数には、年度(fiscalYear)か計画の終わり(endOfPlan: true)のどちらかひとつを書いてください。',
    demand_outside_plan: '要る人数の年度 {year} が、計画の期間({from} 年度から {to} 年度まで)の外です。',
    demand_twice: '同じ人について、{year} 年度の人数が二度書かれています。ひとつにしてください。',
    unknown_pillar: '方針の柱「{pillar}」はありません。書けるのは {allowed} のどれかです。',
    one_time: '実績には、基準日(asOf)か年度(fiscalYear)のどちらかひとつを書いてください。',
    one_target_time: '目標には、年度(fiscalYear)か計画の終わり(endOfPlan: true)のどちらかひとつを書いてください。',
    end_of_which_plan: '計画の終わりの目標ですが、計画期間(policy.planYears)がありません。',
    target_without_value:
      '目標値(value)がありません。値のない目標にできるのは、前年を下回らない(notBelowLastYear)か、現状値を保つ(keep と baseline)ものだけです。',
    target_needs_no_value: '前年を下回らない目標(notBelowLastYear)に、目標値(value)は書きません。',
    plan_years_order: '計画期間の終わり({to} 年度)が始まり({from} 年度)より前です。',

    rank_twice: '「{id}」と「{other}」の順位がどちらも {rank} です。級ごとに違う順位にしてください。',
    former_skill_unanswered:
      'なくなったスキル「{id}」の記録を引き継ぐスキル(becomes)か、引き継がずに終わる理由(reason)を書いてください。',
    former_rank_unknown: '以前の級「{id}」の順位 {rank} にあたる級が、今の制度にありません。',
    weights_sum: '階層の重みの合計が 1 になりません(合計 {sum})。',
    cuts_count: '境目の高さは {expected} 個必要です({found} 個書かれています)。階層の数より 1 つ少なくなります。',
    cuts_order: '境目の高さは下から順に、だんだん大きくしてください。',
    levels_incomplete: 'スキル「{skill}」の到達水準は 1 から {highest} まで順にひとつずつ必要です(今は {found})。',
    expected_too_high: 'スキル「{skill}」の「{grade}」の期待水準 {level} が、最高水準 {highest} を超えています。',
    expected_lowest_missing: 'スキル「{skill}」に、最も下の級「{grade}」の期待水準がありません。',
    expected_inherited:
      'スキル「{skill}」では、{grades} の期待水準が書かれていないので、すぐ下の級と同じとみなします。',
    expected_falls:
      'スキル「{skill}」の期待水準が、「{below}」の {lower} から「{grade}」の {level} へ下がっています。上の級で下げることはできません。',
    floor_denied: 'スキル「{skill}」は floor: false なのに、一定水準に含まれています。どちらかを直してください。',
    floor_missing: 'スキル「{skill}」は floor: true なのに、一定水準(literacy.floor)に水準がありません。',
    floor_too_high: 'スキル「{skill}」の一定水準 {level} が、最高水準 {highest} を超えています。',
    floor_above_expected:
      'スキル「{skill}」の一定水準 {level} が、「{grade}」の期待水準 {expected} より高くなっています。',

    arrow_not_forward: '矢印「{from} → {to}」が前に進んでいません。活動→産出→直接→中間→最終の向きにだけ引けます。',
    arrow_skips:
      '矢印「{from} → {to}」が途中の段を飛ばしています。間の産出や成果を書くと、筋道が見えるようになります。',
    leads_nowhere: '「{id}」から最終アウトカムまでたどれません。矢印を足してください。',
    no_cause: '「{id}」に向かう矢印がありません。何によって実現するのかを書いてください。',
    kpi_on_final:
      'KPI「{id}」が最終アウトカム「{outcome}」に置かれています。KPI を置けるのは直接と中間のアウトカムだけです。',
    kpi_on_output:
      'KPI「{id}」が「{outcome}」に置かれています。活動や産出を数えるものは、活動指標(indicators)に書いてください。',
    kpi_counts_output:
      'KPI「{id}」は行った量を数えています。量は産出です。成果として何が変わったかを表す指標を検討してください。',
    unknown_measure:
      '「{measure}」という自動で数える量はありません。手で入力する指標は null に、自動で数える指標は次のどれかにしてください: {known}。',
    unknown_measure_near: '「{measure}」という自動で数える量はありません。{near} の書き間違いではありませんか。',
    kpi_on_output_measure:
      'KPI「{id}」の「{measure}」は、行った量(産出)を数えるものです。活動指標(indicators)に書き、KPI には何が変わったかを表す量を選んでください。',
    indicator_on_outcome_measure:
      '活動指標「{id}」の「{measure}」は、行った量ではなく成果を数えるものです。KPI にすることを検討してください。',
    other_unit: '「{measure}」の単位は「{unit}」です(「{stated}」と書かれています)。',
    survey_without_rationale: 'KPI「{id}」は意識調査によるものですが、選んだ理由(rationale)がありません。',
    no_target: 'KPI「{id}」は目標未設定です。',
    target_against_direction: 'KPI「{id}」の目標が、現状値から見てよくなる向きになっていません。',
    outcome_without_kpi: '成果「{id}」に KPI がまだありません。',
    indicator_not_on_output: '活動指標「{id}」の「{output}」は産出ではありません。',
    indicator_without_output:
      '活動指標「{id}」に、数える産出(output)がありません。ロジックモデルのある方針では、どの産出を数えるかを書いてください。',
    indicator_unlisted: '活動指標「{id}」が、産出「{output}」の indicators に書かれていません。',
    indicator_elsewhere: '活動指標「{id}」は、産出「{output}」のものではありません。',
  },
  en: {
    'refusal.no_policy': 'No policy is in force on that day. HR development has to load and publish one.',
    'refusal.faulty_policy':
      'The policy file has {count} things to mend. Nothing was loaded. Mend the lines named and try again.',
    'refusal.same_edition': 'The same policy has been loaded before. Look at the list of editions.',
    'refusal.later_edition_exists': 'An edition that begins on {from} or later exists. Choose a later day.',
    'refusal.effects_unanswered':
      '{count} effects of the publication on people are not answered for. Keep it as a draft edition on the page of the policy file, give the reasons under "Compare editions", and publish it then.',
    'refusal.no_glyph': 'The fonts for printing lack these characters: {characters}. Write others and try again.',
    'refusal.no_such_edition': 'There is no such edition of the policy. Look at the list of editions.',
    'refusal.already_published': 'That edition is published already. To change it, load a new edition.',
    'refusal.faulty_framework': '{count} places in the file of the framework need mending. Nothing was loaded.',
    'framework.not_json': 'This is no JSON. Choose the file as it was exported.',
    'framework.not_case': 'This is no CASE package. Choose a file with CFDocument and CFItems.',
    'framework.case_circle':
      'Items are children of each other in a circle (isChildOf). Mend this where the file comes from.',
    'framework.case_no_items': 'There is not a single item.',
    'framework.case_too_many': 'There are {items} items; {limit} can be read. Export only the part that is needed.',
    'framework.case_no_levels':
      '{count} skills have no levels (CFRubrics), such as {named}. Without behaviours there is nothing to judge by; add them where the file comes from.',
    'framework.case_level_unnamed': '{count} skills have levels without a name or a description, such as {named}.',
    'framework.tier_told_twice':
      'Name, nature, weight or sample of the tier “{tier}” differ from an earlier row. Write the same in all rows of a tier.',
    'framework.weight_no_number': 'The weight is no number ({shown}). Write for example 0.3.',

    too_large: 'The file is too large ({size} bytes). It may have up to 2 MB.',
    no_text: 'Its content is no text (YAML). Check that it is not a workbook, a PDF or a picture that was chosen.',
    not_utf8: 'This is not UTF-8 text. Save the file again as UTF-8 (“Encoding” in the dialog of your editor).',
    empty_file: 'Nothing is written in the file.',
    not_a_policy: 'This is not a policy file. Write the items of a policy, beginning with "formatVersion: 2".',
    unreadable: 'This cannot be read as YAML: too much nesting, too many references (&, *), or references in a circle.',
    and_more: 'There are {count} more. Mend these from the top and check again.',

    yaml_tab: 'A tab indents this line. Use spaces.',
    yaml_no_comma:
      'Inside { } a comma is missing before this “: ”. If it belongs to a value, put the whole value in quotes.',
    yaml_indent: 'The indentation does not line up. Lines of one level begin with the same number of spaces.',
    yaml_missing_char:
      'A quote or bracket is not closed, or the colon and space of "item: value" are missing. Is it half written?',
    yaml_fullwidth: 'A full-width colon "：" stands here. Use a plain colon and a space, ": ".',
    yaml_colon:
      'A colon and a space ": " stand inside the value. Put the whole value in quotes, as in title: "Policy: 2026".',
    yaml_no_colon: 'This is not of the form "item: value". Put a space after a plain colon.',
    yaml_comma: 'The comma before "{key}" ends the value. Inside { } put a value with a comma in quotes.',
    yaml_list_mark: 'This mark of a list is no plain hyphen. Begin with "- ", a hyphen and a space.',
    yaml_block_text: 'Indent the text under "|" or ">" deeper than its item.',
    yaml_quote_open: 'The quote that opens here is not closed at the end of its value.',
    yaml_wide_space: 'A full-width space indents this line. Use plain spaces.',
    yaml_many_documents: 'There are several documents divided by "---". Write one policy in one file.',
    yaml_alias: 'The reference "*" points to nothing.',
    yaml_tag: 'Tags ("!") cannot be used.',
    yaml_escape: 'A "\\" inside double quotes is not used correctly.',
    yaml_scalar_start: 'The value begins with a character that cannot stand there. Put the value in quotes.',
    yaml_syntax: 'This is not readable YAML. Look at indentation, colons and quotes of this line and the one before.',
    key_twice: '"{key}" is written twice in the same place. Keep one.',

    missing: '"{key}" is missing.',
    missing_sample:
      '"isSample" is missing. Write true for a sample that nobody has confirmed, false for what is the town’s own.',
    empty_value: '"{key}" has no value.',
    unknown_key: 'There is no item "{key}".',
    unknown_key_near: 'There is no item "{key}". Did you mean "{near}"?',
    want_text: '"{key}" must be text (it is {shown}). Put text of digits only, and dates, in quotes.',
    as_text: 'The value of "{key}" is text. Write {plain} without quotes, in half-width letters.',
    want_number: '"{key}" must be a number (it is {shown}).',
    want_whole: '"{key}" must be a whole number (it is {shown}).',
    want_boolean: '"{key}" must be true or false (it is {shown}).',
    want_list: '"{key}" must be a list of lines that begin with "- " (it is {shown}).',
    want_map: '"{key}" must be a group of "item: value" (it is {shown}).',
    want_exactly: '"{key}" must be {allowed} (it is {shown}).',
    want_one_of: '"{key}" must be one of {allowed} (it is {shown}).',
    want_one_of_near: '"{key}" must be one of {allowed}. Does {shown} mean "{near}"?',
    at_least: '"{key}" must be {limit} or more (it is {shown}).',
    more_than: '"{key}" must be more than {limit} (it is {shown}).',
    at_most: '"{key}" must be {limit} or less (it is {shown}).',
    less_than: '"{key}" must be less than {limit} (it is {shown}).',
    too_few: '"{key}" needs {limit} or more entries.',
    too_many: '"{key}" may have up to {limit} entries.',
    too_long: '"{key}" may have up to {limit} characters.',
    blank_text: '"{key}" needs a text.',
    bad_line: '"{key}" must be one line of text, not empty.',
    bad_id: 'The id "{shown}" cannot be used: letters, digits, "-" and "_" only, beginning with a letter or digit.',
    bad_town_code: 'The code of a local government has 6 digits (it is {shown}).',
    bad_date: 'There is no date "{shown}". Write it like "2026-04-01".',
    bad_url: '"{shown}" is not a URL that begins with https:// or http://.',
    bad_value: '"{key}" cannot have the value {shown}.',

    id_twice: '"{id}" is written twice (first at {first}). Keep one.',
    asked_later:
      '"{id}" is asked after this item, or is this item itself. Only an item before it can be a condition: change their order.',
    nothing_to_choose: 'Nothing is chosen in "{id}", so it cannot be a condition. agreement5, single and multiple can.',
    unknown_id: '"{id}" is defined nowhere.',
    unknown_id_near: '"{id}" is defined nowhere. Did you mean "{near}"?',
    unknown_version:
      'This policy is written in version "{shown}" of the format. Versions 1 and 2 can be read. If a newer product made the file, bring this one up to date first.',
    refers_to_absent:
      '"{from}" points to what should stand in "{to}", but the policy has no "{to}". Until it is added, the link is not used.',
    expected_without_grades:
      'Skill "{skill}" states expected levels, but without grades (organisation) nothing can be compared.',
    plan_order: 'The plan ends ({to}) before it begins ({from}).',
    demand_of_nobody: 'Say whom is wanted: an occupation (occupation), a grade (grade) or a role (role).',
    one_demand_time:
      'People are wanted either for a fiscal year (fiscalYear) or for the end of the plan (endOfPlan: true), not both.',
    demand_outside_plan: 'Fiscal year {year} lies outside the plan ({from} to {to}).',
    demand_twice: 'The number for {year} is written twice of the same people. Keep one.',
    unknown_pillar: 'There is no pillar "{pillar}". It must be one of {allowed}.',
    one_time: 'An actual value needs either a date (asOf) or a fiscal year (fiscalYear), not both.',
    one_target_time:
      'A target needs either a fiscal year (fiscalYear) or the end of the plan (endOfPlan: true), not both.',
    end_of_which_plan:
      'The target is for the end of the plan, but the policy gives no years of a plan (policy.planYears).',
    target_without_value:
      'The target has no value. Only "notBelowLastYear", and "keep" with a baseline, do without one.',
    target_needs_no_value: 'A target "notBelowLastYear" takes no value.',
    plan_years_order: 'The plan ends (fiscal year {to}) before it begins ({from}).',

    rank_twice: '"{id}" and "{other}" both have rank {rank}. Give each grade its own rank.',
    former_skill_unanswered:
      'Say which skills take over the records of the former skill "{id}" (becomes), or why they end (reason).',
    former_rank_unknown: 'No grade of today has rank {rank}, as the former grade "{id}" needs.',
    weights_sum: 'The weights of the tiers do not add up to 1 (they add up to {sum}).',
    cuts_count: '{expected} heights of cuts are needed ({found} are written): one fewer than there are tiers.',
    cuts_order: 'Heights of cuts must rise from the base upward.',
    levels_incomplete: 'Skill "{skill}" needs each level from 1 to {highest} once and in order (it has {found}).',
    expected_too_high: 'Skill "{skill}" expects level {level} of "{grade}", above the highest level {highest}.',
    expected_lowest_missing: 'Skill "{skill}" states no expected level for the lowest grade "{grade}".',
    expected_inherited: 'Skill "{skill}" states no expected level for {grades}; that of the next lower grade is taken.',
    expected_falls: 'Skill "{skill}" expects less of "{grade}" ({level}) than of "{below}" ({lower}). It may not fall.',
    floor_denied: 'Skill "{skill}" says floor: false but stands in the floor. Mend one of them.',
    floor_missing: 'Skill "{skill}" says floor: true but literacy.floor gives it no level.',
    floor_too_high: 'The floor of skill "{skill}", {level}, is above the highest level {highest}.',
    floor_above_expected: 'The floor of skill "{skill}", {level}, is above what is expected of "{grade}", {expected}.',

    arrow_not_forward: 'Arrow "{from} → {to}" does not run forward: activity, output, direct, intermediate, final.',
    arrow_skips: 'Arrow "{from} → {to}" skips a level. Naming what lies between shows the reasoning.',
    leads_nowhere: '"{id}" does not lead to a final outcome. Add an arrow.',
    no_cause: 'No arrow leads to "{id}". Say what brings it about.',
    kpi_on_final:
      'KPI "{id}" stands on final outcome "{outcome}". KPIs stand on direct and intermediate outcomes only.',
    kpi_on_output: 'KPI "{id}" stands on "{outcome}". What counts activities or outputs belongs to indicators.',
    kpi_counts_output:
      'KPI "{id}" counts what was done, which is an output. Consider what shows that something changed.',
    unknown_measure:
      'There is no measure "{measure}". Write null where values are entered by hand, or one of these: {known}.',
    unknown_measure_near: 'There is no measure "{measure}". Did you mean {near}?',
    kpi_on_output_measure:
      'KPI "{id}" rests on "{measure}", which counts what was done, an output. Make it an indicator, and choose a measure of what changed.',
    indicator_on_outcome_measure:
      'Indicator "{id}" rests on "{measure}", which counts what came of it, not what was done. Consider making it a KPI.',
    other_unit: 'The unit of "{measure}" is "{unit}" ("{stated}" is written).',
    survey_without_rationale: 'KPI "{id}" comes from a survey but gives no rationale.',
    no_target: 'KPI "{id}" has no target.',
    target_against_direction: 'A target of KPI "{id}" is worse than its baseline.',
    outcome_without_kpi: 'Outcome "{id}" has no KPI yet.',
    indicator_not_on_output: '"{output}" of indicator "{id}" is not an output.',
    indicator_without_output:
      'Indicator "{id}" names no output. In a policy with a logic model, write which output it counts.',
    indicator_unlisted: 'Indicator "{id}" is not listed in the indicators of output "{output}".',
    indicator_elsewhere: 'Indicator "{id}" does not belong to output "{output}".',
  },
})
