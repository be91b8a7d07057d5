import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

/** Asks before something that cannot simply be taken back: the consequence stands in it, and on its button. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly goText: string;
  readonly stayText: string;
  readonly isGoDisabled?: boolean;
  /** Where staying is what most people mean. */
  readonly isStayMain?: boolean;
  onGo(): void;
  onStay(): void;
}) {
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => open || props.onStay()}>
      <DialogSurface
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          props.onStay();
        }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (props.isGoDisabled !== true) props.onGo();
          }}
        >
          <DialogBody>
            <DialogTitle>{props.title}</DialogTitle>
            <DialogContent className="confirm-content">{props.children}</DialogContent>
            <DialogActions fluid>
              <Button
                appearance={props.isStayMain === true ? 'primary' : 'secondary'}
                size="large"
                data-main
                onClick={props.onStay}
                autoFocus
              >
                {props.stayText}
              </Button>
              <Button
                appearance={props.isStayMain === true ? 'secondary' : 'primary'}
                size="large"
                data-main
                type="submit"
                disabledFocusable={props.isGoDisabled === true}
              >
                {props.goText}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
