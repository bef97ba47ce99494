/** What the pages of the ledger ask for in words of their own: receipts and notes are texts. */
import { api, take, type Schemas } from '@/api/client';
import { ProblemError } from '@/api/problem';

export const takeReceipt = (entry: number, disclose: boolean): Promise<string> =>
  take(api.GET('/api/v1/ledger/entries/{entry}/receipt', { params: { path: { entry }, query: { disclose } }, parseAs: 'text' }));

/** What the server says of a receipt. Nothing is kept of it. */
export const askServer = (receipt: string): Promise<Schemas['ReceiptVerification']> =>
  take(
    api.POST('/api/v1/ledger/receipt-verification', {
      body: receipt,
      bodySerializer: (body: string) => body,
      headers: { 'Content-Type': 'text/plain' },
    }),
  );

/** The newest checkpoint; `null` where none was signed yet. */
export const newestCheckpoint = (): Promise<string | null> => orNothing(take(api.GET('/api/v1/ledger/checkpoint', { parseAs: 'text' })));

/** The published keys; `null` where the operator publishes none. */
export const publishedKeys = (): Promise<string | null> => orNothing(take(api.GET('/ledger/keys', { parseAs: 'text' })));

async function orNothing(asked: Promise<string>): Promise<string | null> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof ProblemError && thrown.status === 404) return null;
    throw thrown;
  }
}
