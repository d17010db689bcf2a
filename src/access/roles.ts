import type { Words } from '../base/lang.ts'

/** Who may do what is said in these ten roles; every operation names the ones it serves. */
export const roles = [
  'admin',
  'auditor',
  'security',
  'chief',
  'office',
  'taskforce',
  'department',
  'county',
  'enterprise',
  'public',
] as const
export type Role = (typeof roles)[number]

export const roleNames: Record<Role, Words> = {
  admin: { zh: '系统管理员', en: 'System administrator' },
  auditor: { zh: '审计员', en: 'Auditor' },
  security: { zh: '安全员', en: 'Security officer' },
  chief: { zh: '链长', en: 'Chain chief' },
  office: { zh: '链办', en: 'Chain office' },
  taskforce: { zh: '专班', en: 'Task force' },
  department: { zh: '部门', en: 'Department' },
  county: { zh: '县区园区', en: 'County or park' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  public: { zh: '公众', en: 'Public' },
}

/** Everyone who works in the chain system: may read the working pages. */
export const insiders = ['chief', 'office', 'taskforce', 'department', 'county'] as const satisfies readonly Role[]
/** Who keeps the register true: may accept claims and change rows. */
export const keepers = ['office', 'taskforce'] as const satisfies readonly Role[]
/** Who may at least see what is not personal and not internal. */
export const everyone = roles

/** A role, and for county and enterprise the rows it reaches: a GB/T 2260 code or an enterprise id; null reaches the workspace. */
export interface Grant {
  role: Role
  scope: string | null
}
