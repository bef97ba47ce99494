/** What went wrong in a menu is said over the page: beside a menu that has closed there is no place for it. */
import { ElMessage } from 'element-plus/es/components/message/index.mjs';
import { watch, type Ref } from 'vue';

import type { ProblemError } from '@/api/problem';

const SHOWN_MS = 8000;

export function useToast(problem: Readonly<Ref<ProblemError | undefined>>): void {
  watch(problem, (said) => said && ElMessage.error({ message: said.detail, showClose: true, duration: SHOWN_MS }));
}
