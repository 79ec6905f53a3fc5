package org.partnerportal.traced;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Writes notes. */
@RestController
@RequestMapping("/api/v1/notes")
class NoteController {

    private final Notes notes;

    NoteController(Notes notes) {
        this.notes = notes;
    }

    @PutMapping("/{id}")
    void write(@PathVariable String id) {
        notes.add(Notes.written(id, "read me"));
    }
}
