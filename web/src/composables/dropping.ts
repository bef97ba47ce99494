/** Asks before what was typed is dropped. */
import { ElMessageBox } from 'element-plus/es/components/message-box/index.mjs';

import { useWords, words } from '@/i18n';

const t = useWords(
  words({
    unsaved: { zh: '有未保存的修改', en: 'There are unsaved changes' },
    ask: { zh: '关闭后，填写的内容会丢失。', en: 'What you filled in is lost if you close the form.' },
    drop: { zh: '放弃修改', en: 'Drop the changes' },
    stay: { zh: '继续填写', en: 'Go on' },
  }),
);

/** Whether the user says that it may go. */
export async function askToDrop(): Promise<boolean> {
  // What comes of a second Escape or of Enter is that nothing is lost.
  const options = { type: 'warning', confirmButtonText: t('stay'), cancelButtonText: t('drop'), distinguishCancelAndClose: true } as const;
  const said: unknown = await ElMessageBox.confirm(t('ask'), t('unsaved'), options).catch((action: unknown) => action);
  return said === 'cancel';
}
