/** Columns of the list from which letters are made, on the command line and in the browser. */
export const lettersHeader = ['職員番号', '氏名', '所属', 'ログイン名', '初回パスワード']

/** One person's line under that header. */
export function lineOf(letter: {
  staffNumber: string
  name: string
  sectionName: string | null
  loginName: string
  password: string
}): (string | null)[] {
  return [letter.staffNumber, letter.name, letter.sectionName, letter.loginName, letter.password]
}
