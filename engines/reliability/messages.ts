import { defineMessages } from '#platform/i18n/messages.ts'

export const reliabilityMessages = defineMessages({
  ja: {
    'fault.no_column': '「{name}」という列がありません。ファイルにある列: {names}',
    'fault.column_twice': '「{name}」という列が二つあります。列の名前を一つずつ違うものにしてください。',
    'fault.not_a_number':
      '{line}行目の「{name}」にある「{text}」は数ではありません。数に直すか、無回答なら空にしてください。',
    'fault.empty_column': '「{name}」の列には値が一つもありません。値を入れるか、--items から外してください。',
    'fault.short_row': '{line}行目は列が{found}個で、見出しの{wanted}個と合いません。',
    'fault.out_of_range': '{line}行目の「{name}」の{text}は、--range の{from}から{to}の外にあります。',
    'fault.no_rows': '見出しのほかに行がありません。2行目から回答を書いてください。',
    'fault.no_variance':
      '「{item}」の値はすべて同じです。ばらつきのない項目からは信頼性を計算できません。--items から外してください。',
    'fault.too_few_rows':
      '--items のどの項目にも回答した行が2行に足りないため、計算できません。回答の少ない項目を外してください。',
    'fault.scales':
      '「{item}」の値の動きは、ほかの項目に比べて小さすぎて計算できません。単位をそろえるか、--items から外してください。',
    'fault.no_total': '項目どうしが打ち消し合い、合計がばらつきません。向きが逆の項目は --reverse で指定してください。',
    'usage.two_items': '--items には二つ以上の項目をコンマで区切って書いてください',
    'usage.item_twice': '--items に「{name}」が二度あります',
    'usage.range_needed':
      '--reverse には --range 最小,最大 が要ります。「--reverse 項目 --range 1,6」のように書いてください',
    'usage.reverse_needed':
      '--range は、向きが逆の項目を直すときに使います。「--reverse 項目 --range 1,6」のように書いてください',
    'usage.range': '--range {text}(「1,6」のように、小さい数と大きい数を書いてください)',
    'usage.not_an_item': '--reverse の「{name}」は --items にありません',
    title: 'クロンバックのα({k}項目)',
    'head.kind': '計算のしかた',
    'head.alpha': 'α',
    'head.standardized': '標準化α',
    'head.n': '人数',
    'kind.listwise': 'すべての項目に回答した行',
    'kind.pairwise': '二項目ごとに、両方に回答した行',
    'head.item': '項目',
    'head.item_rest': 'ほかの項目の合計との相関',
    'head.dropped': '外したときのα',
    'item.reversed': '{name}(逆転)',
    none: '—',
    'warning.negative':
      '「{name}」はほかの項目と逆向きです(相関 {value})。向きが逆の設問なら --reverse で指定してください。',
    'warning.few': '全項目に回答した行が{n}行しかありません。値は大きく揺れます。',
    'warning.listwise': 'すべての項目に回答した行が足りないため、その行だけの値は出せません。',
    'warning.pairwise': '両方に回答した行が2行に足りない項目の組があるため、組ごとの値は出せません。',
    'warning.negative_alpha': 'αが負です。項目どうしが平均して逆向きに動いています。逆転項目を確かめてください。',
    'note.dropped': '{rows}行のうち{dropped}行は、無回答の項目があるため「すべての項目に回答した行」に入れていません。',
    'note.assumes':
      'αは、項目がどれも同じものを同じ重さで測り、誤差どうしが関係しないとき、合計点の信頼性に等しくなります。そうでないときは、ふつうそれより小さい値です。',
    'note.not_shown':
      'αが高いことは、項目が一つのものだけを測ることや、測りたいものを測ることを示しません。項目を増やすだけでもαは上がります。',
  },
  en: {
    'fault.no_column': 'There is no column "{name}". The file has: {names}',
    'fault.column_twice': 'The column "{name}" is there twice. Give each column a name of its own.',
    'fault.not_a_number':
      '"{text}" in column "{name}" of line {line} is not a number. Mend it, or leave it empty where there is no answer.',
    'fault.empty_column': 'The column "{name}" holds no value at all. Fill it or leave it out of --items.',
    'fault.short_row': 'Line {line} has {found} columns, the header has {wanted}.',
    'fault.out_of_range': '{text} in column "{name}" of line {line} lies outside of --range, {from} to {to}.',
    'fault.no_rows': 'There are no rows below the header. Write the answers from the second line on.',
    'fault.no_variance':
      'All values of "{item}" are the same. Reliability cannot be computed from an item that does not vary; leave it out of --items.',
    'fault.too_few_rows':
      'Fewer than 2 rows answer the items of --items together, so nothing can be computed. Leave out items with few answers.',
    'fault.scales':
      'The values of "{item}" move too little beside those of other items to be computed with. Bring them to one unit, or leave it out of --items.',
    'fault.no_total':
      'The items cancel each other and their total does not vary. Name items of the other direction with --reverse.',
    'usage.two_items': '--items needs two items or more, separated by commas',
    'usage.item_twice': '--items names "{name}" twice',
    'usage.range_needed': '--reverse needs --range MIN,MAX, as in --reverse B --range 1,6',
    'usage.reverse_needed': '--range goes with --reverse, as in --reverse B --range 1,6',
    'usage.range': '--range {text} (a smaller and a larger number, as in 1,6)',
    'usage.not_an_item': '"{name}" of --reverse is not among --items',
    title: "Cronbach's alpha ({k} items)",
    'head.kind': 'computed from',
    'head.alpha': 'alpha',
    'head.standardized': 'standardised',
    'head.n': 'people',
    'kind.listwise': 'rows with every item answered',
    'kind.pairwise': 'each pair: rows with both answered',
    'head.item': 'item',
    'head.item_rest': 'correlation with the rest',
    'head.dropped': 'alpha without it',
    'item.reversed': '{name} (reversed)',
    none: '—',
    'warning.negative':
      '"{name}" runs against the other items (correlation {value}). If it asks the other way round, name it with --reverse.',
    'warning.few': 'Only {n} rows have every item answered. The figures are very uncertain.',
    'warning.listwise': 'Too few rows have every item answered, so figures of those rows alone cannot be given.',
    'warning.pairwise':
      'Some pair of items has fewer than 2 rows with both answered, so pairwise figures cannot be given.',
    'warning.negative_alpha':
      'Alpha is negative: on average the items run against each other. Check which ones have to be reversed.',
    'note.dropped': '{dropped} of {rows} rows lack an answer and are not among the rows with every item answered.',
    'note.assumes':
      "Alpha equals the total score's reliability where every item measures the same thing with the same weight and errors are unrelated; otherwise it is usually lower.",
    'note.not_shown':
      'A high alpha shows neither that the items measure one thing only nor that they measure what is meant. More items alone raise it.',
  },
})
