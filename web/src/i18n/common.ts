/** Words that many pages say. */
import { useWords, words } from '.';

export const COMMON = words({
  save: { zh: '保存', en: 'Save' },
  cancel: { zh: '取消', en: 'Cancel' },
  close: { zh: '关闭', en: 'Close' },
  confirm: { zh: '确定', en: 'OK' },
  edit: { zh: '更正', en: 'Correct' },
  add: { zh: '登记', en: 'Enter' },
  retry: { zh: '重试', en: 'Try again' },
  back: { zh: '返回', en: 'Back' },
  next: { zh: '下一步', en: 'Continue' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  empty: { zh: '未填', en: 'Empty' },
  required: { zh: '必填', en: 'Required' },
  requestNumber: { zh: '请求编号', en: 'Request' },
  reason: { zh: '理由', en: 'Reason' },
  article: { zh: '依据', en: 'By' },
  day: { zh: '日期', en: 'Day' },
});

export const t = useWords(COMMON);
