export const changeStates = ['planned', 'done', 'dropped'] as const
export type ChangeState = (typeof changeStates)[number]
