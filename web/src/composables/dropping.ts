/** Asks before something is lost. The answer by which nothing is has the focus, so that neither Enter nor Escape loses anything. */
import { ElMessageBox } from 'element-plus/es/components/message-box/index.mjs';

import { useWords, words } from '@/i18n';

interface Loss {
  title: string;
  text: string;
  /** What the two buttons say. */
  lose: string;
  stay: string;
}

const t = useWords(
  words({
    unsaved: { zh: '有未保存的修改', en: 'There are unsaved changes' },
    ask: { zh: '关闭后，填写的内容会丢失。', en: 'What you filled in is lost if you close the form.' },
    drop: { zh: '放弃修改', en: 'Drop the changes' },
    stay: { zh: '继续填写', en: 'Go on' },
  }),
);

/** Whether the user says that it may be lost. */
export async function askToLose({ title, text, lose, stay }: Loss): Promise<boolean> {
  // The library gives the focus to what it calls confirming.
  const said: unknown = await ElMessageBox.confirm(text, title, {
    type: 'warning',
    confirmButtonText: stay,
    cancelButtonText: lose,
    cancelButtonType: 'danger',
    cancelButtonClass: 'is-plain',
    distinguishCancelAndClose: true,
    closeOnClickModal: false,
  }).catch((action: unknown) => action);
  return said === 'cancel';
}

/** Whether the user says that what he typed may go. */
export const askToDrop = (): Promise<boolean> => askToLose({ title: t('unsaved'), text: t('ask'), lose: t('drop'), stay: t('stay') });
