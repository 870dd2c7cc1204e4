import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { z } from 'zod'
import { type Contract, toRouter } from '#platform/contract/contract.ts'
import { gateContract } from './contract.ts'

/** RFC 9457 problem details as every operation answers them. */
const ProblemDetails = z.object({
  type: z.string().describe('urn:hagukumi:problem:<code>'),
  title: z.string().describe("A sentence in the reader's language: what happened and what to do"),
  status: z.number().int(),
  code: z.string().describe('Stable; for programs'),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  fields: z.array(z.object({ path: z.string(), reason: z.string() })).optional(),
  incident: z.string().optional().describe('Number under which a surprise was logged'),
})

interface Response {
  description?: string
  content?: Record<string, unknown>
}
type OperationObject = { responses?: Record<string, Response>; summary?: string }

/** The OpenAPI 3.1 document of the contracts: the same values that the gate and the screens use. */
export async function openApiOf(contracts: Readonly<Record<string, Contract>>, version: string) {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(toRouter({ ...contracts, gate: gateContract }) as never, {
    info: {
      title: 'Hagukumi API',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'Errors are RFC 9457 problem details with a stable code and a sentence in the language of Accept-Language (ja, en).',
    },
    servers: [{ url: '/api' }],
    security: [{ session: [] }],
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'hagukumi_session' } },
      schemas: { Problem: z.toJSONSchema(ProblemDetails) as never },
    },
    customErrorResponseBodySchema: () => ({ $ref: '#/components/schemas/Problem' }) as never,
  })
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path ?? {})) nameProblems(operation as OperationObject)
  }
  return document
}

/** Error answers travel as application/problem+json; what every operation may refuse is said once, as `default`. */
function nameProblems(operation: OperationObject): void {
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    if (Number(status) < 400 || !response.content) continue
    response.content = { 'application/problem+json': Object.values(response.content)[0] }
    response.description = `Refused (${status})`
  }
  if (operation.responses) {
    operation.responses.default = {
      description: 'Refused: not signed in, not allowed, wrong input, too large, too slow or unexpected',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
}
