import type { QrAnswer, QrQuestion } from '@token-desk/tab/seed/qr-messages';

/** A worker as its page sees it. It says what the test lets it say, and nothing once it was ended. */
export class StandInWorker extends EventTarget {
  readonly asked: QrQuestion[] = [];
  isEnded = false;

  postMessage(question: QrQuestion): void {
    this.asked.push(question);
    this.dispatchEvent(new Event('asked'));
  }

  say(answer: QrAnswer): void {
    if (!this.isEnded) this.dispatchEvent(new MessageEvent('message', { data: answer }));
  }

  /** The script did not load, or threw outside of any question. */
  fail(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }

  terminate(): void {
    this.isEnded = true;
  }
}

/** `Worker` as pages call it, and all that were opened. `begin` is what each does from its start. */
export function workersOpened(begin: (worker: StandInWorker) => void = () => {}) {
  const opened: StandInWorker[] = [];
  class Worker extends StandInWorker {
    constructor(..._: unknown[]) {
      super();
      opened.push(this);
      begin(this);
    }
  }
  return { opened, Worker };
}

/** Answers each question as it comes. */
export function answering(
  answer: (question: QrQuestion) => Promise<Omit<QrAnswer, 'id'>> | Omit<QrAnswer, 'id'>,
) {
  return (worker: StandInWorker): void => {
    worker.addEventListener('asked', async () => {
      const question = worker.asked.at(-1)!;
      worker.say({ id: question.id, ...(await answer(question)) } as QrAnswer);
    });
  };
}
