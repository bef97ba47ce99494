/** What tables are called that entries speak of: registers, and the product's own. */
import { useResource } from '@/composables/resource';
import { pick, type Words } from '@/i18n';
import { listRegisters } from '@/registers/api';

const OWN: Readonly<Record<string, Words>> = {
  'act': { zh: '写入记录', en: 'Act' },
  'login': { zh: '账户', en: 'Account' },
  'role_grant': { zh: '角色授权', en: 'Role grant' },
  'credential': { zh: '登录凭据', en: 'Credential' },
  'setting': { zh: '系统设置', en: 'Setting' },
  'holiday_notice': { zh: '放假通知', en: 'Holiday notice' },
  'policy_text': { zh: '授权策略', en: 'Policy text' },
  'matter': { zh: '事项', en: 'Matter' },
  'matter_step': { zh: '事项步骤', en: 'Matter step' },
  'matter_entry': { zh: '事项经过', en: 'Matter entry' },
  'matter_notice': { zh: '事项通知', en: 'Matter notice' },
  'matter_file': { zh: '事项附件', en: 'Matter file' },
  'matter_document': { zh: '事项文书', en: 'Matter document' },
  'matter_number': { zh: '事项编号', en: 'Matter number' },
};

/** The table of acts itself: every act has its own row there, which says nothing in a list. */
export const OF_ACTS = 'act';

/** The function that names a table; its identifier until the names have come. */
export function useTableNames(): (table: string) => string {
  const registers = useResource(() => true, listRegisters);
  return (table) => {
    const label: Words | undefined = OWN[table] ?? registers.data.value?.find(({ name }) => name === table)?.label;
    return label ? pick(label) : table;
  };
}
