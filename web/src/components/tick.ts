/** Whether a box was just ticked. Tables have plain boxes: the library's is made of several components, too much for every row, and half ticked it is no sound ARIA. */
export const isTicked = (event: Event) => (event.target as HTMLInputElement).checked;
