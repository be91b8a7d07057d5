import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { consequence, type Leaving, leave } from './leaving.ts';

export function LeaveDialog({ leaving, onStay }: { readonly leaving: Leaving; readonly onStay: () => void }) {
  const strings = useAllStrings();
  return (
    <ConfirmDialog
      title={strings.leave.title}
      goText={consequence(leaving.burn, strings)}
      stayText={strings.leave.stay}
      isStayMain
      onStay={onStay}
      onGo={() => {
        onStay();
        void leave(leaving.burn);
      }}
    >
      {leaving.burn.state.request.subject.name}
    </ConfirmDialog>
  );
}
