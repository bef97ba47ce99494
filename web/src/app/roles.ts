/** What roles and functions of units are called, by the names that the server has for them. */
import { pick, type Words } from '@/i18n';

export const ROLES = {
  'system_administrator': { zh: '系统管理员', en: 'System administrator' },
  'security_administrator': { zh: '安全管理员', en: 'Security administrator' },
  'audit_administrator': { zh: '审计管理员', en: 'Audit administrator' },
  'handler': { zh: '经办', en: 'Handler' },
  'approver': { zh: '审核', en: 'Approver' },
  'reader': { zh: '查阅', en: 'Reader' },
} as const satisfies Record<string, Words>;

export type Role = keyof typeof ROLES;

/** Those that act for no unit; each is kept apart from every other role. */
export const ADMINISTRATORS: readonly Role[] = ['system_administrator', 'security_administrator', 'audit_administrator'];

const FUNCTIONS: Readonly<Record<string, Words>> = {
  'competent_department': { zh: '主管部门', en: 'Competent department' },
  'operating_agency': { zh: '运行管理机构', en: 'Operating agency' },
  'cyberspace': { zh: '网信', en: 'Cyberspace' },
  'cryptography': { zh: '密码管理', en: 'Cryptography' },
  'secrecy': { zh: '保密', en: 'Secrecy' },
  'public_security': { zh: '公安', en: 'Public security' },
  'communications': { zh: '通信管理', en: 'Communications' },
  'industry': { zh: '行业主管', en: 'Industry' },
  'finance': { zh: '财政', en: 'Finance' },
  'connected_unit': { zh: '接入单位', en: 'Connected unit' },
  'provider': { zh: '服务商', en: 'Provider' },
  'government': { zh: '人民政府', en: 'Government' },
};

/** What a role or the function of a unit is called. */
export function nameOfRole(role: string | null | undefined): string {
  if (!role) return '';
  const known: Words | undefined = (ROLES as Readonly<Record<string, Words>>)[role] ?? FUNCTIONS[role];
  return known ? pick(known) : role;
}
