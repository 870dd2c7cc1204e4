import { defineMessages } from '#platform/i18n/messages.ts'

export const estimateMessages = defineMessages({
  ja: {
    'fault.no_column': '「{name}」という列がありません。ファイルにある列: {names}',
    'fault.column_twice': '「{name}」という列が二つあります。列の名前を一つずつ違うものにしてください。',
    'fault.short_row': '{line}行目は列が{found}個で、見出しの{wanted}個と合いません。',
    'fault.no_rows': '見出しのほかに行がありません。2行目から記録を書いてください。',
    'fault.not_a_number':
      '{line}行目の「{name}」にある「{text}」は数ではありません。数に直すか、欠測なら空にしてください。',
    'fault.empty_column': '「{name}」の列には値が一つもありません。値を入れるか、別の列を指定してください。',
    'fault.no_complete_rows':
      '使う列({names})がすべてそろった行が一つもありません。空の多い列を指定から外してください。',
    'fault.negative_weight': '{line}行目の「{name}」が負です。重みは0以上にしてください。',
    'fault.no_weight': '重みの列「{name}」がすべて0です。0の行は使わないため、推定に使う行が残りません。',
    'fault.not_binary': '処置の列「{name}」に{text}があります。この方法では0(受けていない)か1(受けた)にしてください。',
    'fault.one_group': '処置の列「{name}」がすべて{value}です。比べる相手がいないため推定できません。',
    'fault.outcome_constant': '結果の列「{name}」の値がすべて同じです。ばらつきがないため推定できません。',
    'fault.treatment_constant': '処置の列「{name}」の値がすべて同じです。ばらつきがないため推定できません。',
    'fault.treatment_absorbed':
      '処置「{name}」は、定数・共変量・固定効果から完全に決まります。同じ条件のなかで受けた人と受けていない人がいないため、推定できません。',
    'fault.too_few_rows':
      '行が{rows}行で、推定する係数{columns}個に足りません。共変量や固定効果を減らすか、行を増やしてください。',
    'fault.too_few_groups':
      'クラスターの列「{name}」が{groups}種類しかありません。クラスターのあいだのばらつきを測るには{least}種類以上が要ります。もっと細かい列を指定してください。',
    'fault.too_few_clusters':
      '最初の時点から処置を受けている単位を除くと、クラスターの列「{name}」が{groups}種類しか残りません。クラスターのあいだのばらつきを測るには{least}種類以上が要ります。もっと細かい列を指定してください。',
    'fault.too_few_units': '比べられる単位が{groups}個しかありません。ばらつきを測るには{least}個以上が要ります。',
    'fault.cluster_varies':
      '「{unit}」のクラスター「{name}」が行によって違います。差の差では、単位の変化をクラスターごとに合わせるため、一つの単位は一つのクラスターにしてください。',
    'fault.no_cluster_variation':
      'クラスターの列「{name}」のなかで誤差が打ち消し合い、クラスターのあいだのばらつきが残りません。標準誤差を計算できないため、もっと細かい列を --cluster に指定してください。',
    'fault.no_unit_variation':
      '比べる群がどれも一つの単位だけでできているため、群のなかのばらつきを測れません。同じ時点に始めた単位か、処置を受けない単位を増やしてください。',
    'fault.no_overlap':
      '受けた人と受けていない人の条件({names})が重ならず、比べられる相手がいません。共変量を減らすか、条件の重なる範囲に絞ってください。',
    'fault.no_fit':
      '受けるかどうかを条件({names})から求める計算が収まりません。ほかから離れた値がないかを確かめ、共変量を減らしてください。',
    'fault.no_match': 'キャリパーの範囲に入る相手が一人もいません。--caliper を大きくしてください。',
    'fault.caliper_separated':
      '共変量だけで受けるかどうかが決まる行があるため、傾向スコアのばらつきが定まらず、--caliper を使えません。その共変量か --caliper を外してください。',
    'fault.not_absorbing':
      '「{unit}」は処置を受けたあとに0へ戻っています。この方法は、一度始まったら続く処置だけを扱います。',
    'fault.several_first':
      '「{unit}」の処置の開始が行によって違います。--first-treated の列には、どの行にも同じ開始の時点を書いてください。',
    'fault.unit_twice': '「{unit}」の時点{time}が二度あります。単位と時点の組ごとに1行にしてください。',
    'fault.no_cohort':
      '期間のなかで処置を始めた単位がありません。差の差には、最初の時点より後に始めた単位が要ります。処置の開始と時点の書き方を確かめてください。',
    'fault.no_controls':
      '比べる相手(処置を受けない、またはまだ受けていない単位)がありません。そのような単位の行を加えてください。',
    'fault.one_period': '時点の列「{name}」には{time}しかありません。差の差には、前と後の二つ以上の時点が要ります。',
    'fault.periods':
      '時点の列「{name}」には時点が{found}個あります。同じ単位を追わないときは、ちょうど2個にしてください。同じ単位を追うときは --unit を指定してください。',
    'fault.no_switch':
      '処置の列「{name}」は、どの単位でも途中で変わりません。時点が三つ以上のときは、始めた時点の列を --first-treated に指定してください。',
    'fault.overflow': '値が大きすぎるか小さすぎて、計算の途中であふれました。単位を変えてください。',
    'fault.memory':
      'この計算は記憶領域に収まりません。行か、固定効果・共変量の水準を減らしてください。何も出力していません。',
    'fault.no_replicates':
      'ブートストラップ{all}回のうち{failed}回で条件の重なりがなくなり、標準誤差を計算できません。共変量を減らすか、条件の重なる範囲に絞ってください。',
    'fault.same_name':
      '「{name}」という名前の列が計算のなかで二つになります(列の名前、または列の名前と水準をつないだもの)。列の名前を変えてください。',
    'fault.staggered_plain':
      '時点が三つ以上の差の差では、--covariates・--fixed-effects・--weights は使えません。外してもう一度お試しください。',
    'stage.bootstrap': 'ブートストラップを繰り返しています',
    'usage.ate': '--estimand ate は matching と ipw だけで使えます',
    'usage.caliper': '--caliper {text}(0より大きい数)',
    'usage.empty_name': '--{name} に空の列名があります',
    'usage.twice':
      '「{name}」が --outcome・--treatment・--covariates・--weights のうちで二度指定されています。一つの列は一つの役目にしてください',
    'usage.covariates_needed': '{method} には --covariates が要ります',
    'usage.not_with': '--{name} は {method} では使えません',
    'usage.did_needs': 'did には --time と、--unit か --treatment が要ります',
    'usage.together': '--{name} は --{with} とともに使います',
    'usage.treatment': '--treatment(差の差では --first-treated でも)が要ります',
    'warning.perfect': '残差が丸めの大きさしかありません(完全な当てはまり)。標準誤差は信頼できません。',
    'warning.leverage':
      '自分の値だけで予測が決まる行が{rows}行あります。HC2とHC3は計算できないため、区間にはHC1を使いました。',
    'warning.no_leverage':
      '固定効果の水準が多すぎるため、てこ比を計算していません。HC2とHC3はなく、区間にはHC1を使いました。',
    'warning.few_groups':
      'クラスターが{groups}個です。30個に足りないとき、クラスターの標準誤差は小さすぎることが多いです。',
    'warning.few_units': '単位が{units}個です。30個に足りないとき、標準誤差は小さすぎることが多いです。',
    'warning.lone_cluster':
      '開始の時点ごとの群か比較の群に、一つのクラスターだけでできたものがあります。その群のばらつきは測れないため、標準誤差は小さすぎます。',
    'warning.lone_unit':
      '開始の時点ごとの群か比較の群に、一つの単位だけでできたものがあります。その群のばらつきは測れないため、標準誤差は小さすぎます。',
    'warning.few': '残差の自由度が{df}しかありません。区間は大きく揺れます。',
    'warning.rank': '三つ以上の固定効果が大きいため、係数の個数を多めに数えました。標準誤差は少し大きめです。',
    'warning.always':
      '最初の時点から処置を受けている単位が{units}個あります。変化が分からないため、推定に役立ちません。',
    'warning.unbalanced': 'すべての時点がそろわない単位が{units}個あります。両方の時点がある比較だけに使いました。',
    'warning.pretrend':
      '処置の前から、受けた側と受けない側の動きが違います(5%の検定)。平行な動きという前提は疑わしいです。',
    'warning.unit_cluster':
      '同じ単位を繰り返し見ています。--cluster に単位の列を指定すると、単位のなかの関係を認めた標準誤差になります。',
    'warning.separated':
      '共変量だけで受けるかどうかが決まる行があります(受けた人だけ、または受けていない人だけの水準など)。その行には似た相手がいません。',
    'warning.outside': '相手の群の範囲の外にある傾向スコアが{rows}行あります。その人たちには似た相手がいません。',
    'warning.unmatched':
      'キャリパーの範囲に相手がいない人が{rows}人いて、推定に入っていません。対象はその分だけ狭くなっています。',
    'warning.uneven': '調整のあとも標準化差が0.1を超える共変量: {names}',
    'warning.replicates': 'ブートストラップ{all}回のうち{failed}回は、重なりがなく使えませんでした。',
    'warning.bootstrap':
      'マッチングのブートストラップは厳密には正しくないことが知られています(Abadie and Imbens 2008)。区間は目安です。',
    'note.difference':
      '二つの平均の差です。どちらの群に入るかが結果と関係なく決まった(くじ引きのような)ときだけ、処置の効果を意味します。',
    'note.ols':
      '最小二乗法です。共変量が同じ人どうしでは、受けるかどうかが結果と関係なく決まり、効果が加法的であることを前提にします。',
    'note.within':
      '固定効果({names})のなかだけで比べています。その水準ごとに変わらない違いは、測っていなくても取り除かれます。',
    'note.did':
      '差の差です。処置がなければ、両方の群が同じだけ動いたこと(平行な動き)と、始まる前に先回りの変化がないことを前提にします。',
    'note.zero_never':
      '「{name}」が空・NA・never・なし・Inf の単位と、0の単位(時点がすべて0より後のため)は、処置を受けない単位としました。',
    'note.zero_time':
      '「{name}」が空・NA・never・なし・Inf の単位は、処置を受けない単位としました。時点に0以下があるため、0は時点0に始めたと読みました。',
    'note.never': '比較の相手は、期間を通して処置を受けない単位です。',
    'note.not_yet': '処置を受けない単位がないため、その時点でまだ受けていない単位と比べました。',
    'note.first_decides': 'いつから処置を受けたかは「{name}」の列で決め、「{treatment}」の列の値は使っていません。',
    'note.pretrend': '処置の前の動きの検定を付けました。違いが見つからないことは、平行であることの証明ではありません。',
    'note.pretrend_two': '時点が二つで、処置の前の動きが見えないため、平行な動きは確かめられません。',
    'note.pretrend_none':
      '処置の前に二つ以上の時点で、比べる相手とともに見られた群がないため、平行な動きは確かめられません。',
    'note.pretrend_exact':
      '処置の前の動きが群のなかでまったく同じで、ぶれの大きさがわからないため、平行かどうかの検定はできません。時点ごとの値を見てください。',
    'note.pretrend_dependent':
      '処置の前の動きの数が、クラスター(または単位)の数に比べて多いなど、互いに独立でないため、平行かどうかの検定はできません。時点ごとの値を見てください。',
    'note.matching':
      '傾向スコアがいちばん近い相手一人と比べています。測った共変量のほかに、受けるかどうかと結果の両方に関わるものがないことを前提にします。',
    'note.ipw':
      '受ける確率の逆数で重み付けしています。測った共変量のほかに、受けるかどうかと結果の両方に関わるものがないことと、確率の式が正しいことを前提にします。',
    'note.att': '対象は、実際に受けた人です(ATT)。受けていない人に受けさせたときの効果ではありません。',
    'note.ate': '対象は、全員です(ATE)。',
    'note.dropped_rows':
      '使う列のどれかが欠けている{dropped}行を除き、{rows}行で推定しました。欠け方が結果と関係するとき、推定は偏ります。',
    'note.dropped_columns': 'ほかの列から完全に決まるため除いた列: {names}',
    'note.interval_t': '95%区間は、同じ集め方を繰り返したとき、20回に19回は本当の値を含むように作った区間です(t分布)。',
    'note.interval_normal':
      '95%区間は、同じ集め方を繰り返したとき、およそ20回に19回は本当の値を含むように作った区間です(正規近似)。',
    'note.not_shown':
      'この数字は、前提が正しいことを示しません。前提が外れていれば、人数を増やしても正しくなりません。',
    'head.estimate': '推定値',
    'head.interval': '95%区間',
    'head.p': 'p値',
    'head.n': '使った行',
    'head.groups': '受けた / 比較',
    'head.uses': '区間のもと',
    'head.errors': '標準誤差',
    'head.covariate': '共変量',
    'head.treated': '受けた側の平均',
    'head.comparison': '比較の平均',
    'head.difference': '標準化差',
    'head.adjusted': '調整後',
    'head.pretrend': '処置前の動きの検定',
    none: '—',
  },
  en: {
    'fault.no_column': 'There is no column "{name}". The file has: {names}',
    'fault.column_twice': 'The column "{name}" is there twice. Give each column a name of its own.',
    'fault.short_row': 'Line {line} has {found} columns, the header has {wanted}.',
    'fault.no_rows': 'There are no rows below the header. Write the records from the second line on.',
    'fault.not_a_number':
      '"{text}" in column "{name}" of line {line} is not a number. Mend it, or leave it empty where it is missing.',
    'fault.empty_column': 'The column "{name}" holds no value at all. Fill it or name another one.',
    'fault.no_complete_rows':
      'No row has a value in every column that is used ({names}). Leave out columns that are mostly empty.',
    'fault.negative_weight': '"{name}" in line {line} is negative. Weights are 0 or more.',
    'fault.no_weight':
      'The weights in "{name}" are all 0. Rows of weight 0 are not used, so that none is left to estimate from.',
    'fault.not_binary': 'The treatment "{name}" holds {text}. This method needs 0 (not treated) or 1 (treated).',
    'fault.one_group': 'The treatment "{name}" is {value} in every row. There is nobody to compare with.',
    'fault.outcome_constant':
      'The outcome "{name}" is the same in every row. Without variation nothing can be estimated.',
    'fault.treatment_constant':
      'The treatment "{name}" is the same in every row. Without variation nothing can be estimated.',
    'fault.treatment_absorbed':
      'The treatment "{name}" is wholly determined by the constant, the covariates and the fixed effects: nobody differs in treatment under the same conditions.',
    'fault.too_few_rows':
      '{rows} rows are too few for {columns} coefficients. Use fewer covariates or fixed effects, or more rows.',
    'fault.too_few_groups':
      'There are only {groups} clusters in "{name}". To measure how they differ, at least {least} are needed; name a finer column.',
    'fault.too_few_clusters':
      'Without the units that are treated from the first time on, only {groups} clusters of "{name}" are left. To measure how they differ, at least {least} are needed; name a finer column.',
    'fault.too_few_units':
      'Only {groups} units can be compared. To measure how they differ, at least {least} are needed.',
    'fault.cluster_varies':
      'The rows of "{unit}" lie in different clusters of "{name}". For did, the changes of a unit are added up by cluster: give each unit one cluster.',
    'fault.no_cluster_variation':
      'Within the clusters of "{name}" the errors cancel, and nothing is left that varies between them. There is no standard error; name a finer column with --cluster.',
    'fault.no_unit_variation':
      'Every group that is compared is a single unit, so that nothing shows how units vary. Add units that begin at the same time, or that are never treated.',
    'fault.no_overlap':
      'The treated and the others do not overlap in their conditions ({names}); there is nobody to compare with. Use fewer covariates, or only the range where they overlap.',
    'fault.no_fit':
      'The propensity given the conditions ({names}) does not settle. Look for values far from all others, and use fewer covariates.',
    'fault.no_match': 'Nobody has a match within the caliper. Use a larger --caliper.',
    'fault.caliper_separated':
      'The covariates decide the treatment of some rows, so that the spread of the propensity is not defined and --caliper cannot be used. Leave out that covariate, or --caliper.',
    'fault.not_absorbing':
      '"{unit}" goes back to 0 after treatment. This method knows only treatments that stay once begun.',
    'fault.several_first':
      'The rows of "{unit}" name different beginnings of treatment. Write the same one in each row of --first-treated.',
    'fault.unit_twice': 'Time {time} of "{unit}" is there twice. Each unit has one row at each time.',
    'fault.no_cohort':
      'No unit begins treatment within the period. For did, some units have to begin after the first time; check how beginnings and times are written.',
    'fault.no_controls':
      'There are no units to compare with (never treated, or not treated yet). Add the rows of such units.',
    'fault.one_period': 'The time "{name}" is {time} in every row. For did there have to be two times or more.',
    'fault.periods':
      'The time "{name}" holds {found} times. Where units are not followed, there have to be exactly 2; where they are, name them with --unit.',
    'fault.no_switch':
      'The treatment "{name}" changes within no unit. With three times or more, name the column that says when each began with --first-treated.',
    'fault.overflow': 'Values are so large or so small that the computation overflowed. Use another unit.',
    'fault.memory':
      'The computation does not fit into memory. Use fewer rows, or fewer levels of fixed effects and covariates. Nothing was written.',
    'fault.no_replicates':
      'In {failed} of {all} bootstrap replicates the groups did not overlap, so that there is no standard error. Use fewer covariates, or only the range where they overlap.',
    'fault.same_name':
      'Two columns of the computation would be named "{name}" (a column, or a column joined with its level). Rename the column.',
    'fault.staggered_plain':
      'With three times or more, did takes no --covariates, --fixed-effects or --weights. Leave them out and try again.',
    'stage.bootstrap': 'Repeating the bootstrap',
    'usage.ate': '--estimand ate goes with matching and ipw only',
    'usage.caliper': '--caliper {text} (a number greater than 0)',
    'usage.empty_name': '--{name} holds an empty name',
    'usage.twice':
      '"{name}" is named twice among --outcome, --treatment, --covariates and --weights; a column has one part',
    'usage.covariates_needed': '{method} needs --covariates',
    'usage.not_with': '--{name} does not go with {method}',
    'usage.did_needs': 'did needs --time, and --unit or --treatment',
    'usage.together': '--{name} goes with --{with}',
    'usage.treatment': '--treatment is needed (for did, --first-treated will do)',
    'warning.perfect': 'Residuals are no larger than rounding (a perfect fit). Standard errors cannot be trusted.',
    'warning.leverage':
      '{rows} rows decide their own fitted value. HC2 and HC3 cannot be given; the interval rests on HC1.',
    'warning.no_leverage':
      'Fixed effects have too many levels to compute leverages. There is no HC2 and HC3; the interval rests on HC1.',
    'warning.few_groups': 'There are {groups} clusters. Below 30, cluster errors are often too small.',
    'warning.few_units': 'There are {units} units. Below 30, errors are often too small.',
    'warning.lone_cluster':
      'Some group of one beginning, or the comparison, consists of one cluster. How such a group varies cannot be seen, so errors are too small.',
    'warning.lone_unit':
      'Some group of one beginning, or the comparison, consists of one unit. How such a group varies cannot be seen, so errors are too small.',
    'warning.few': 'Only {df} residual degrees of freedom. The interval is very uncertain.',
    'warning.rank':
      'Three or more large fixed effects: coefficients were counted from above, so errors are a little too large.',
    'warning.always':
      '{units} units are treated from the first time on. Their change is not known, so they do not help.',
    'warning.unbalanced':
      '{units} units are not seen at every time. They count where both times of a comparison are there.',
    'warning.pretrend': 'The groups moved differently before treatment (test at 5 %). Parallel trends are doubtful.',
    'warning.unit_cluster':
      'The same units are seen repeatedly. With --cluster on the unit, errors allow for what ties a unit’s rows together.',
    'warning.separated':
      'The covariates decide the treatment of some rows (as a level in which all or none are treated). Nobody is like them.',
    'warning.outside': '{rows} rows have a propensity outside of the other group’s range: nobody there is like them.',
    'warning.unmatched':
      '{rows} people have no match within the caliper and are left out; the estimate is about fewer people.',
    'warning.uneven': 'Covariates with a standardised difference above 0.1 after adjustment: {names}',
    'warning.replicates': '{failed} of {all} bootstrap replicates had no overlap and were not used.',
    'warning.bootstrap':
      'The bootstrap is known not to be strictly valid for matching (Abadie and Imbens 2008). Take the interval as a guide.',
    'note.difference':
      'A difference of two means. It is an effect of treatment only where groups were formed regardless of the outcome, as by lot.',
    'note.ols':
      'Least squares. Assumes that among people with equal covariates treatment is unrelated to the outcome, and that effects add up.',
    'note.within':
      'Compares within fixed effects only ({names}). What does not change within a level is taken out, measured or not.',
    'note.did':
      'Difference in differences. Assumes that without treatment both groups had moved alike (parallel trends), and that nothing changed in anticipation.',
    'note.zero_never':
      'Units were taken as never treated where "{name}" is empty, NA, never, なし or Inf, or 0 (because all times lie after 0).',
    'note.zero_time':
      'Units were taken as never treated where "{name}" is empty, NA, never, なし or Inf. Because times reach 0 or go below it, 0 was read as a beginning at time 0.',
    'note.never': 'Compared with units that are never treated within the period.',
    'note.not_yet': 'There are no units that are never treated; compared with units not treated yet at that time.',
    'note.first_decides':
      'The column "{name}" says since when units are treated; the values of "{treatment}" were not used.',
    'note.pretrend':
      'A test of the trends before treatment is given. Finding no difference does not prove that they are parallel.',
    'note.pretrend_two': 'With two times no move before treatment is seen, so parallel trends cannot be looked at.',
    'note.pretrend_none':
      'No group is seen at two times before its treatment together with a comparison, so parallel trends cannot be looked at.',
    'note.pretrend_exact':
      'Within each group the moves before treatment are exactly the same, so nothing tells how far they vary; parallel trends cannot be tested. Look at the single times.',
    'note.pretrend_dependent':
      'The moves before treatment depend on one another, as where they are many beside the clusters (or units); parallel trends cannot be tested. Look at the single times.',
    'note.matching':
      'Each person is compared with the one whose propensity is nearest. Assumes that nothing beside the measured covariates bears on both treatment and outcome.',
    'note.ipw':
      'Weighted by the inverse of the probability of treatment. Assumes that nothing beside the measured covariates bears on both treatment and outcome, and that the probability’s formula is right.',
    'note.att': 'About those who were treated (ATT), not about treating the others.',
    'note.ate': 'About everybody (ATE).',
    'note.dropped_rows':
      '{dropped} rows lack a value in a column that is used; {rows} rows were used. Where missing is related to the outcome, the estimate is biased.',
    'note.dropped_columns': 'Columns left out because others determine them: {names}',
    'note.interval_t':
      'The 95 % interval is made so that it would hold the true value in 19 of 20 repetitions of such a collection (Student’s t).',
    'note.interval_normal':
      'The 95 % interval is made so that it would hold the true value in about 19 of 20 repetitions of such a collection (normal approximation).',
    'note.not_shown':
      'The figures do not show that the assumptions hold. Where they do not, more people do not make it right.',
    'head.estimate': 'estimate',
    'head.interval': '95 % interval',
    'head.p': 'p',
    'head.n': 'rows used',
    'head.groups': 'treated / comparison',
    'head.uses': 'interval from',
    'head.errors': 'standard errors',
    'head.covariate': 'covariate',
    'head.treated': 'treated mean',
    'head.comparison': 'comparison mean',
    'head.difference': 'standardised difference',
    'head.adjusted': 'adjusted',
    'head.pretrend': 'test of earlier trends',
    none: '—',
  },
})
