import { defineMessages } from '#platform/i18n/messages.ts'

export const protectMessages = defineMessages({
  ja: {
    'fault.file': '{file}: {reason}',
    'fault.no_column': '{file} に列「{column}」がありません。',
    'fault.column_twice': '{file} に列「{column}」が2つあります。',
    'fault.extra_column':
      '{file} の列「{column}」は、次元でも件数でもありません。秘匿した件数がもれるおそれがあるため、この列を除くか --dimensions に加えてください。',
    'fault.dimensions': '{file} の次元が{count}個あります。1個から3個までにしてください。',
    'fault.no_rows': '{file} に行がありません。',
    'fault.width': '{file} の{line}行目は列の数が{found}で、見出しの{wanted}と合いません。',
    'fault.empty': '{file} の{line}行目の「{column}」に値がありません。',
    'fault.path':
      '{file} の{line}行目の「{column}」の値「{value}」は、経路として読めません。「全体/総務部/人事課」のように、空でない名前を / でつないでください。',
    'fault.count': '{file} の{line}行目の「{column}」の値「{value}」は、0以上の整数(15桁まで)ではありません。',
    'fault.status':
      '{file} の{line}行目の status の値「{value}」は、published でも suppressed でもないか、件数の有無と合いません。',
    'fault.row_twice': '{file} の{line}行目の「{row}」は、{first}行目にもあります。',
    'fault.no_parent': '{file} の「{column}」の「{path}」には、合計「{parent}」の行がありません。',
    'fault.no_row': '{file} に「{row}」の行がありません。出てくる経路の組合せは、すべて必要です。',
    'fault.sum': '{file} で「{column}」の合計が合いません。「{row}」は{said}ですが、内訳を足すと{parts}です。',
    'fault.json': '{file} はJSONとして読めません。途中で切れていないか確かめて、もう一度書き出してください。',
    'fault.json_shape': '{file} は hagukumi protect --json の出力の形ではありません: {place}',
    'fault.already_differs':
      '「{row}」は {file} で{said}ですが、ほかの表では{other}です。--already には、同じ回答から作った表だけを渡してください。',
    'fault.already_published':
      '「{row}」の件数{count}は公表できない大きさですが、--already の表ですでに公表されています。もう秘匿できません。',
    'fault.already_derived':
      '「{row}」は公表できない大きさですが、--already の表から、幅{interval}より狭い範囲まで推定できます。もう秘匿できません。',
    'fault.already_narrow':
      '「{row}」は --already の表で秘匿されていますが、それらの表だけで、幅{interval}より狭い範囲まで推定できます。渡した表と --interval を確かめてください。',
    'fault.already_contradicts':
      '--already の表とこの表は、同じ回答から作ったものとしては両立しません。渡した表を確かめてください。',
    'fault.audit': '監査に合格する表を作れませんでした(「{row}」)。何も出力していません。',
    'fault.solver':
      'この表は大きすぎて計算できませんでした(記憶領域の不足)。表を分けるか、粗い階層にしてください。何も出力していません。',
    'stage.greedy': '秘匿するセルを選んでいます',
    'stage.exact': '下限を証明しています',
    'stage.audit': '監査しています',
    done: '{cells}セルのうち{suppressed}セルを秘匿しました(一次{primary}、二次{complementary})。目的値{objective}、証明された下限{bound}。計算{seconds}秒、監査{auditSeconds}秒。',
    'done.optimal': 'これより少ない秘匿では守れないことを証明しました。',
    'usage.dimensions': '--dimensions {value}(異なる列名を1個から3個まで、コンマで区切って指定してください)',
    'usage.count': '--count {value}(次元とも status とも違う列名を指定してください)',
    'usage.extra': '「{name}」が余分です。表は1つだけ指定してください。',
  },
  en: {
    'fault.file': '{file}: {reason}',
    'fault.no_column': '{file} has no column "{column}".',
    'fault.column_twice': '{file} has two columns "{column}".',
    'fault.extra_column':
      'The column "{column}" of {file} is neither a dimension nor the count. It might give suppressed counts away: remove it or name it in --dimensions.',
    'fault.dimensions': '{file} has {count} dimensions; one to three are possible.',
    'fault.no_rows': '{file} has no rows.',
    'fault.width': 'Line {line} of {file} has {found} values where the header has {wanted}.',
    'fault.empty': 'Line {line} of {file} has no value in "{column}".',
    'fault.path':
      'The value "{value}" in "{column}" on line {line} of {file} is no path. Join names that are not empty with /, as in 全体/総務部/人事課.',
    'fault.count':
      'The value "{value}" in "{column}" on line {line} of {file} is not a whole number of 0 or more (up to 15 digits).',
    'fault.status':
      'The status "{value}" on line {line} of {file} is neither published nor suppressed, or does not fit the count beside it.',
    'fault.row_twice': 'The row "{row}" on line {line} of {file} stands on line {first} already.',
    'fault.no_parent': 'In {file}, "{path}" of "{column}" has no total: there is no row for "{parent}".',
    'fault.no_row': '{file} has no row "{row}". Every combination of the paths that occur is needed.',
    'fault.sum': 'In {file} the totals of "{column}" do not add up: "{row}" says {said}, its parts add to {parts}.',
    'fault.json': '{file} is not JSON. It may be cut short; write it again.',
    'fault.json_shape': '{file} has not the form of the output of hagukumi protect --json: {place}',
    'fault.already_differs':
      'The row "{row}" is {said} in {file} and {other} in another table. Give --already only tables of the same answers.',
    'fault.already_published':
      'The count {count} of "{row}" must not be shown, but a table given with --already has published it. It can no longer be protected.',
    'fault.already_derived':
      'The count of "{row}" must not be shown, but the tables given with --already let it be narrowed to less than {interval}. It can no longer be protected.',
    'fault.already_narrow':
      'The row "{row}" is suppressed in the tables given with --already, but they alone let it be narrowed to less than {interval}. Check the files and --interval.',
    'fault.already_contradicts':
      'The tables given with --already and this table cannot come from the same answers. Check the files.',
    'fault.audit': 'No table was found that passes the audit ("{row}"). Nothing was written.',
    'fault.solver':
      'The table is too large to be computed (memory). Split it or use coarser hierarchies. Nothing was written.',
    'stage.greedy': 'Choosing the cells to suppress',
    'stage.exact': 'Proving a bound',
    'stage.audit': 'Auditing',
    done: '{suppressed} of {cells} cells are suppressed ({primary} primary, {complementary} complementary). Objective {objective}, proven bound {bound}. {seconds} s of solving, {auditSeconds} s of audit.',
    'done.optimal': 'Proven: no safe table suppresses less.',
    'usage.dimensions': '--dimensions {value} (one to three different column names, separated by commas)',
    'usage.count': '--count {value} (a column other than the dimensions and status)',
    'usage.extra': '"{name}" is too much; name one table.',
  },
})
