/** Columns of the list from which letters are made, on the command line and in the browser. */
export const lettersHeader = ['職員番号', '氏名', '所属', 'ログイン名', '初回パスワード']
