/**
 * Pages decide nothing: what a reader may do comes with an answer (`may`, `ways`), where the access rule of the operation decided it
 * (`ctx.may`). So no file of a page reads anybody's roles, or compares anything with the name of a role.
 */
import { RoleName } from '#rooms/people/contract.ts'
import { type Node, nodesOf, type SourceFile } from './sources.ts'

export function roleFindings(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.includes('/ui/') && !/\.test\.tsx?$/.test(path))
    .flatMap(({ path, text }) =>
      nodesOf(path, text)
        .filter((node) => readsRoles(node) || comparesRole(node))
        .map(
          (node) => `${path}: ${text.slice(Number(node.start), Number(node.end))} — a page decides nothing by roles`,
        ),
    )
}

const names: readonly string[] = RoleName.options
const namesRole = (node: unknown) => names.includes((node as { value?: string } | null)?.value ?? '')

/** `me.roles`, `{ roles } = me`. */
function readsRoles({ type, ...node }: Node): boolean {
  const named = (one: unknown) => (one as Node | undefined)?.name === 'roles'
  if (type === 'MemberExpression') return named(node.property)
  return type === 'ObjectPattern' && (node.properties as Node[]).some(({ key }) => named(key))
}

/** `role === 'hr'`, `anything.includes('hr')`, `case 'hr':`. */
function comparesRole({ type, ...node }: Node): boolean {
  if (type === 'BinaryExpression') return namesRole(node.left) || namesRole(node.right)
  if (type === 'SwitchCase') return namesRole(node.test)
  const called = type === 'CallExpression' ? ((node.callee as Node).property as Node | undefined)?.name : undefined
  return (
    typeof called === 'string' && /^(includes|indexOf|has)$/.test(called) && (node.arguments as Node[]).some(namesRole)
  )
}
