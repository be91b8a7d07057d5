import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { english, german } from '../../support/tab/tab-words.ts';

const views = join(import.meta.dirname, '../../../tab/src/views');
const serial = '86596000004711';

type Words = typeof english;
type Headline = readonly string[] | 'no-act';

/** Every headline of the wizard and of loading, as its page writes it. `no-act`: there is nothing to do, and that is said. */
const headlines = (words: Words): Readonly<Record<string, Headline>> => {
  const { secret, token, burn, person, road, handOut, handOver, desk, check, finish, load, notStarted } =
    words;
  return {
    'secret/BringIn state.isAgain ? words.againTitle : words.title': [secret.againTitle, secret.title],
    'secret/SecretStep words.ambiguousTitle': [secret.ambiguousTitle],
    'secret/SecretStep words.typedTitle(givenName(subject))': [secret.typedTitle('Ana')],
    'steps/PersonStep person.title(subject.name)': [person.title('Ana')],
    'steps/DrawStep words.written(serial)': [road.written(serial)],
    'steps/TakeStep words.take(given)': [handOut.take('Ana')],
    'steps/TokenStep title': [token.anotherTitle(serial), token.title],
    'steps/HandOverStep words.title(given)': [handOver.title('Ana')],
    'steps/EndSteps words.title(givenName(request.subject))': 'no-act',
    'steps/EndSteps words.title': 'no-act',
    'steps/EndSteps words.title(burn.state.request.subject.name)': [notStarted.title('Ana')],
    'steps/EndSteps words.heldBy(by.name)': 'no-act',
    'steps/DeskStep words.compareTitle': [desk.compareTitle],
    'steps/DeskStep hasNone ? words.noneTitle : words.chooseTitle': [desk.noneTitle, desk.chooseTitle],
    'steps/CheckStep words.title': [check.title],
    'steps/BurnStep words.leave': [burn.leave],
    'steps/BurnStep title': [burn.leave, burn.waitsTitle, burn.putBackTitle],
    'steps/ActivateStep words.type(given)': [handOut.type('Ana')],
    'steps/ActivateStep words.second.title': [handOut.second.title],
    'steps/ActivateStep words.refused': [handOut.refused],
    'steps/ActivateStep words.awaits(given)': [handOut.awaits('Ana')],
    'steps/ActivateStep words.reading': [handOut.reading],
    'steps/FinishStep words.title(givenName(request.subject))': [finish.title('Ana')],
    'steps/CheckSteps words.title': [check.title],
    'steps/CheckSteps words.compare': [load.compare],
    'steps/WriteStep title': [burn.leave, burn.waitsTitle, burn.putBackTitle],
    'steps/FailedStep words.leaveFailed(work.token.serial)': [load.leaveFailed(serial)],
    'steps/LookStep words.look': [load.look],
    'steps/CreateStep words.create': [load.create],
    'steps/PlaceStep ready === null ? words.place : words.ready(ready)': [load.place, load.ready(serial)],
  };
};

const verbs =
  'Ask|Bring|Burn|Check|Choose|Compare|Confirm|Give|Have|Leave|Let|Put|Say|Start|Switch|Take|Type|Wait';
const acts = { english: new RegExp(`^(${verbs}) `), german: /^\p{Lu}\p{Ll}+ Sie[ ,]/u };

/** What stands in each `<Heading text={…} />` below a folder. */
function headingsIn(folder: string): string[] {
  const files = readdirSync(join(views, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /[/\\](secret|steps)[/\\].+\.tsx$/.test(`/${file}`))
    .flatMap((file) =>
      [...readFileSync(join(views, folder, file), 'utf8').matchAll(/<Heading\s+text=\{([^}]+)\}/g)].map(
        ([, text = '']) => `${file.replace('.tsx', '')} ${text.trim().replaceAll(/\s+/g, ' ')}`,
      ),
    );
}

describe('a headline of the wizard', () => {
  it('stands in the list below, whatever page draws it', () => {
    const drawn = [...headingsIn('wizard'), ...headingsIn('load')];
    assert.deepEqual([...new Set(drawn)].toSorted(), Object.keys(headlines(english)).toSorted());
  });

  for (const [language, words] of Object.entries({ english, german }))
    it(`names the act, in ${language}`, () => {
      const told = Object.values(headlines(words)).flatMap((each) => (each === 'no-act' ? [] : each));
      const act = acts[language as keyof typeof acts];
      assert.deepEqual(
        told.filter((text) => !act.test(text)),
        [],
      );
    });
});
