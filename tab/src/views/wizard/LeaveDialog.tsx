import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useStrings } from '../../strings.tsx';
import { consequence, type Leaving, leave } from './leaving.ts';

export function LeaveDialog({ leaving, onStay }: { readonly leaving: Leaving; readonly onStay: () => void }) {
  const strings = useStrings();
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => open || onStay()}>
      <DialogSurface
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          onStay();
        }}
      >
        <DialogBody>
          <DialogTitle>{strings.leave.title}</DialogTitle>
          <DialogContent>{leaving.burn.state.request.subject.name}</DialogContent>
          <DialogActions fluid>
            <Button appearance="primary" size="large" onClick={onStay} autoFocus>
              {strings.leave.stay}
            </Button>
            <Button
              size="large"
              onClick={() => {
                onStay();
                void leave(leaving.burn);
              }}
            >
              {consequence(leaving.burn, strings)}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
