import { Button } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';

/** The way back from a page; of what stands beside a list, also the way to close it. */
export function BackButton(props: {
  readonly text: string;
  readonly isBesideList?: boolean;
  onBack(): void;
}) {
  const { text, isBesideList = false } = props;
  if (!isBesideList)
    return (
      <Button className="page-back" appearance="subtle" size="large" onClick={props.onBack}>
        ← {text}
      </Button>
    );
  return (
    <Button className="pane-back" appearance="subtle" aria-label={text} title={text} onClick={props.onBack}>
      <span className="pane-back-narrow">← {text}</span>
      <Dismiss20Regular className="pane-back-wide" />
    </Button>
  );
}
