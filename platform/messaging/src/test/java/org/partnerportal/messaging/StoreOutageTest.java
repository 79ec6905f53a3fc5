package org.partnerportal.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.UncategorizedMongoDbException;

class StoreOutageTest {

    private static final ServerAddress SERVER = new ServerAddress("127.0.0.1");

    @Test
    void isWhenNobodyAnswers() {
        assertThat(StoreOutage.caused(new MongoTimeoutException("No server"))).isTrue();
        assertThat(StoreOutage.caused(new MongoSocketReadException("Closed", SERVER))).isTrue();
        assertThat(StoreOutage.caused(new DataAccessResourceFailureException("No server")))
                .isTrue();
    }

    @Test
    void isWhenThePrimaryStepsDown() {
        var answer = new BsonDocument("code", new BsonInt32(10107));
        var steppedDown = new MongoNotPrimaryException(answer, SERVER);
        assertThat(StoreOutage.caused(steppedDown)).isTrue();
        assertThat(
                        StoreOutage.caused(
                                new UncategorizedMongoDbException("not primary", steppedDown)))
                .as("as Spring wraps it")
                .isTrue();
    }

    @Test
    void isWhenTheServerSaysThatTheWriteMayBeSentAgain() {
        var shuttingDown =
                new MongoCommandException(new BsonDocument("code", new BsonInt32(91)), SERVER);
        shuttingDown.addLabel("RetryableWriteError");
        assertThat(StoreOutage.caused(shuttingDown)).isTrue();
    }

    @Test
    void isNotWhenTheServerSaysNo() {
        var tooLarge =
                new MongoWriteException(
                        new WriteError(10334, "too large", new BsonDocument()), SERVER, Set.of());
        assertThat(StoreOutage.caused(tooLarge)).isFalse();
        assertThat(StoreOutage.caused(new UncategorizedMongoDbException("too large", tooLarge)))
                .isFalse();
    }

    @Test
    void isNotWhenADocumentIsThereAlreadyOrWeAreWrong() {
        assertThat(StoreOutage.caused(new DuplicateKeyException("there"))).isFalse();
        assertThat(StoreOutage.caused(new IllegalStateException("our own mistake"))).isFalse();
    }
}
