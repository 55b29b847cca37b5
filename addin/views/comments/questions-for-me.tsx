import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { counted } from '../cell-words.ts';
import { fetchedView } from '../fetched-view.tsx';

const Fetched = fetchedView(async () => (await import('./open-questions.tsx')).OpenQuestions);

/** How many questions wait for the person, with one press to answer them. Nothing where none does. */
export function QuestionsForMe({ count }: { readonly count: number }) {
  const [isOpen, setOpen] = useState(false);
  if (count === 0 && !isOpen) return null;
  const words =
    count === 0 ? 'Hide the answers' : `${counted(count, 'question')} ${count === 1 ? 'waits' : 'wait'} for you`;
  return (
    <>
      <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {words}
      </Button>
      {isOpen && <Fetched.View />}
    </>
  );
}
